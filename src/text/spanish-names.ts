/**
 * Spanish names have two families, and a plain list of authors marks neither: `Gabriel García Márquez`. Both are told by
 * lists of the commonest family and given names of Spain and Spanish America (written from general knowledge).
 */
import { fold } from './fold.js';

const FAMILIES = new Set(
  (
    'garcia rodriguez gonzalez fernandez lopez martinez sanchez perez gomez jimenez ruiz hernandez diaz moreno munoz ' +
    'alvarez romero alonso gutierrez navarro torres dominguez vazquez ramos gil ramirez serrano molina suarez morales ' +
    'ortega delgado castro ortiz rubio marin sanz nunez iglesias medina garrido cortes castillo guerrero lozano prieto ' +
    'mendez calvo vidal gallego herrera marquez cabrera campos vega reyes fuentes carrasco caballero nieto aguilar ' +
    'pascual herrero gimenez montero hidalgo lorenzo santana ibanez ferrer duran benitez arias mora vicente vargas ' +
    'carmona crespo pastor sepulveda soto saez velasco moya soler parra esteban bravo gallardo rojas espinosa espinoza ' +
    'velazquez vasquez quispe flores mamani huaman chavez mendoza contreras guzman salazar rios estrada ortega rivera ' +
    'juarez dominguez cardenas maldonado acosta figueroa miranda ochoa valenzuela villanueva zamora zapata aguirre ' +
    'cordoba restrepo londono cardona bermudez osorio valencia quintero escobar echeverria llorente llosa borges ' +
    'cortazar neruda allende sabato bolivar urrutia etxeberria'
  ).split(' '),
);

/** Given names, for a second family that no list has: `Mario Vargas Llosa`. */
const GIVEN = new Set(
  (
    'maria jose juan luis carlos francisco antonio manuel jesus javier miguel angel pedro alejandro fernando pablo ' +
    'sergio jorge alberto rafael enrique ramon vicente diego raul ricardo eduardo andres joaquin ivan ruben oscar ' +
    'gabriel mario felipe guillermo ignacio gonzalo jaime julio cesar hector alvaro emilio salvador roberto nicolas ' +
    'ana carmen isabel dolores pilar teresa rosa cristina angeles lucia elena mercedes concepcion paula rocio silvia ' +
    'beatriz gloria alicia yolanda gabriela patricia susana claudia veronica adriana leticia guadalupe juana'
  ).split(' '),
);

/**
 * Whether the family name has two words, of which these are the first and the second, and `given` the first of the name.
 * Portuguese and English names with a Spanish word in the middle have one.
 */
export function areTwoFamilies(given: string, first: string, second: string): boolean {
  return isFamily(first) && (isFamily(second) || GIVEN.has(fold(given)));
}

/** `García` before `de la Torre` is a family name too. */
export function isFamily(word: string): boolean {
  return FAMILIES.has(fold(word));
}
