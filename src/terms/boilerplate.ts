/**
 * Words that say nothing about what a paper is on. Lists, not statistics: in a corpus of one field they are as
 * frequent as the field's own words, and no count tells `proposed method` from `neural network`.
 */
import * as stopword from 'stopword';
import { isStopWord } from '../text/index.js';

/** English function words that the short list of `text.ts` keeps for questions. */
const FUNCTION_WORDS =
  'above across against almost alone along already although always among amongst anyone ' +
  'anything around away back becomes become becoming begin below beside besides beyond both cannot case cases ' +
  'certain consequently corresponding despite down due either else elsewhere enough especially et al etc even ' +
  'ever every everything except far few fewer following former forth fully furthermore generally given gives ' +
  'give giving hand having hence here herein indeed instead itself just largely later latter least less let lets ' +
  'likewise little mainly maybe mean meanwhile merely moreover mostly namely nearly neither nevertheless ' +
  'nonetheless nor notably nothing often once one ones onto otherwise ours own part particular particularly per ' +
  'perhaps possibly quite rather really regarding relatively respectively seem seems seen several shall ' +
  'similarly simply sometimes somewhat soon still subsequently sufficiently there thereby therein three two four ' +
  'five six seven eight nine ten throughout together toward towards typically unless unlike until upon usually ' +
  'various versus vs well whatever whereas whereby wherein whether whole within without yet yes no not ' +
  'non-trivial hundred thousand million billion dozen half twice ie eg cf i.e e.g s t re th nd st ii iii iv so';

/** The paper speaks about itself. */
const THE_PAPER =
  'paper papers article articles manuscript abstract author authors section sections chapter thesis ' +
  'dissertation preprint work works study studies studied studying research researcher researchers contribution ' +
  'contributions literature review survey surveys overview report reports reported aim aims aimed goal goals ' +
  'objective objectives purpose question questions motivation motivated supplementary appendix arxiv github http ' +
  'https www com org pdf url urls website link available publicly open-source code repository doi license ' +
  'copyright background rights reserved publisher publishers elsevier wiley springer ltd inc';

/** Units of measurement and of time: they count, and say nothing of what. */
const UNITS =
  'mg ml kg mm cm km nm hz khz mhz ghz hg microg microgram micrograms mmol min mins ng hour hours hr hrs week weeks month ' +
  'months daily weekly monthly annual p ci vs';

/** How clinical studies are done, and on whom, whatever they are about. */
const TRIALS =
  'double-blind double-blinded double-masked single-blind placebo-controlled randomized randomised crossover cross-over ' +
  'multicenter multicentre open-label diagnosed associated treated received underwent assigned tolerated baseline ' +
  'rare formerly met favored favoured treating treat treats';

/** Claims that every abstract makes. */
const CLAIMS =
  'novel novelty new newly original innovative recent recently state-of-the-art state art sota ' +
  'cutting-edge effective effectively effectiveness efficient efficiently efficiency better best good great ' +
  'superior improved improving improve improves improvement improvements outperform outperforms outperformed ' +
  'outperforming promising significant significantly substantial substantially considerable considerably ' +
  'remarkable remarkably competitive comparable accurate accurately powerful successful successfully important ' +
  'importance importantly key crucial essential main major challenging challenge challenges difficult difficulty ' +
  'difficulties hard easy easily simple simpler straightforward interesting interestingly useful usefulness ' +
  'feasible feasibility advantage advantages benefit benefits popular widely well-known worth valuable potential ' +
  'potentially first last next final finally second third';

/** What is done in every paper: verbs, with the endings added below. */
const DEEDS =
  'propose present introduce describe discuss investigate address explore examine analyse analyze ' +
  'consider develop design provide offer show demonstrate prove verify validate evaluate assess compare contrast ' +
  'report find obtain achieve reach yield produce create build construct establish derive suggest indicate ' +
  'reveal observe illustrate highlight confirm conclude argue claim note apply use utilize utilise employ adopt ' +
  'exploit leverage combine integrate incorporate extend generalize generalise focus enable allow help support ' +
  'require need want try attempt aim seek tackle solve overcome handle deal perform conduct carry implement test ' +
  'measure estimate determine identify define formulate characterize characterise explain study lead result ' +
  'cause affect influence involve include contain consist exist appear occur remain tend play take make get give ' +
  'become keep hold set run start continue increase decrease reduce enhance maximize minimize optimize vary ' +
  'change depend base relate concern differ share follow name denote refer release publish expect assume believe ' +
  'know think see look serve rely facilitate ensure capture cover represent motivate inspire summarize summarise ' +
  'outline clarify advance arise account aid benefit bring choose compute calculate collect complete complement ' +
  'comprise connect deliver differentiate display exhibit fall gain go grow guide inform infer lack lie limit ' +
  'maintain move outperform pose possess predict prefer prevent promote receive recommend regard replace ' +
  'reproduce respond restrict return say select discover detect classify synthesize extract remove modify ' +
  'uncover interpret retain add improve shed shift simulate speed succeed suffer underlie undertake update view ' +
  'work';

/** Irregular forms of those verbs, and what they leave. */
const DEEDS_IRREGULAR =
  'called calling understand understands faced facing shown showed found gave given taken took ' +
  'made built held led understood chosen written wrote seen saw kept brought rise rising rose grown grew known ' +
  'said drawn draw experiment experiments experimental experimentally empirical empirically evaluation ' +
  'evaluations assessment comparison comparisons investigation examination demonstration finding findings result ' +
  'results conclusion conclusions evidence extensive comprehensive detailed thorough systematic systematically ' +
  'preliminary ran underlying';

/** Size, order and degree. */
const DEGREES =
  'larger largest smaller smallest big bigger highest lowest longer longest shorter wide wider broad ' +
  'broader narrow stronger strongest faster fastest slower rapid rapidly quickly deeper rich richer many ' +
  'numerous different differently difference differences similar similarly same diverse distinct individual ' +
  'commonly typical specific specifically overall entire additional extra further current currently previous ' +
  'previously prior existing traditional conventional standard usual alternative possible able capable suitable ' +
  'appropriate proper properly relevant necessary required desired early earlier late latest modern today ' +
  'nowadays actual actually true complex complexity increasingly highly directly completely partially ' +
  'approximately roughly exactly solely purely jointly independently together separately simultaneously ' +
  'naturally explicitly implicitly carefully correctly fundamental basic essentially year years day days percent ' +
  'percentage much less greater lot lots average maximum minimum respect thanks';

/** Open a longer term (`deep learning`, `low-rank`, `first-order logic`), are empty alone and at its end. */
const LEADING =
  'large small high low long short deep weak strong multi self non sub co pre post semi anti inter ' +
  'intra few zero one two three four first second third single multiple open real full general special common ' +
  'free higher lower fast slow half total hard soft dual double triple new old cross state art end meta mean ' +
  'means bi tri quasi pseudo hyper super ultra micro macro nano mini mixed joint best worst k n';

/** Fit inside a longer term (`language model`), empty on their own. */
const GENERIC =
  'model models modeling modelling approach approaches method methods methodology methodologies ' +
  'technique techniques framework frameworks algorithm algorithms system systems tool tools scheme schemes ' +
  'strategy strategies procedure procedures process processes processing mechanism mechanisms solution solutions ' +
  'problem problems issue issues task tasks application applications performance accuracy quality analysis ' +
  'analyses theory data dataset datasets information knowledge feature features property properties structure ' +
  'structures function functions parameter parameters condition conditions component components element elements ' +
  'set sets class classes type types kind kinds form forms group groups part parts case cases example examples ' +
  'instance instances area areas field fields domain domains concept concepts idea ideas principle principles ' +
  'aspect aspects perspective effect effects impact role behavior behaviour environment environments context ' +
  'contexts setting settings scenario scenarios user users human people person world science scientific ' +
  'technology technologies engineering development design implementation simulation simulations experiment test ' +
  'tests testing metric metrics measure measures measurement measurements score scores benchmark benchmarks ' +
  'baseline baselines error errors input inputs output outputs step steps stage stages end line point points ' +
  'space size length target targets source sources resource resources reference state states change changes ' +
  'variation dynamics dynamic activity activities operation operations access management control service ' +
  'services learning training trained train learn learned learns network networks prediction estimation ' +
  'estimates detection representation representations distribution distributions sample samples unit units ' +
  'relation relations relationship relationships interaction interactions response selection variable variables ' +
  'question answer rule rules pattern patterns object objects event events content computer computational ' +
  'computing mathematical numerical physical theoretical statistical technical practical practice practices ' +
  'online automatic optimal optimization optimisation local global linear nonlinear random natural scale scales ' +
  'scaling low-cost project projects software program programs community construction generation evolution ' +
  'version versions family need needs requirement requirements cost costs limit limits bound bounds assumption ' +
  'assumptions definition definitions term terms word words text texts corpus corpora approximation computation ' +
  'analytical base bases support lie play share view update shift speed display cover name names time times ' +
  'number numbers amount range ranges level levels degree order orders value values ratio rate rates factor ' +
  'factors cause causes answers answering reasoning generative description descriptions series sequence ' +
  'sequences attribute attributes criteria criterion possibility possibilities ability abilities capability ' +
  'capabilities success failure trend trends opinion growth gap gaps collection list choice choices decision ' +
  'decisions effort efforts interest phenomenon phenomena explanation explanations specification platform ' +
  'infrastructure expert experts novice team teams company companies industry industrial market society social ' +
  'public private national international europe country countries notion notions experience practitioner ' +
  'practitioners dependent independent driven aware related oriented like submission submissions winning ' +
  'university student students education history future past patient patients subject subjects participant ' +
  'participants men women male males female females adult adults age group efficacy safety tolerability outcome ' +
  'outcomes trial trials placebo therapy treatment treatments symptom symptoms positive negative loop chip head ' +
  'finite infinite vitro vivo bad implications association questionnaire ' +
  'hypothesis hypotheses perception perceptions judgment judgments child children';

const VERB_ENDINGS = ['', 's', 'es', 'd', 'ed', 'ing'];

/** Parts of terms but no term alone. */
const EMPTY_ALONE: ReadonlySet<string> = new Set(GENERIC.split(' '));
/** Openers that compare or count unless a hyphen binds them (`higher-order logic`, but no `higher accuracy`). */
const BOUND_ONLY: ReadonlySet<string> = new Set(
  'higher lower fast slow hard new old best worst half total full small'.split(' '),
);
const OPENING: ReadonlySet<string> = new Set(LEADING.split(' '));

/** Never part of a term: function words and what every abstract says, whatever its field. */
const SILENT: ReadonlySet<string> = new Set([
  ...[FUNCTION_WORDS, THE_PAPER, UNITS, TRIALS, CLAIMS, DEEDS_IRREGULAR, DEGREES].flatMap((list) =>
    list.split(' '),
  ),
  ...DEEDS.split(' ').flatMap((verb) => VERB_ENDINGS.flatMap((ending) => inflect(verb, ending))),
]);

function inflect(verb: string, ending: string): string[] {
  const root = verb.replace(/e$/, '');
  if (ending === 'ing') return [`${root}ing`, `${verb}${verb.at(-1)!}ing`];
  if (ending === 'ed') return [`${root}ed`, verb.replace(/y$/, 'ied')];
  if (ending === 'es') return [`${verb}es`, verb.replace(/y$/, 'ies')];
  return [`${verb}${ending}`];
}

/** Languages whose function words are known beside English; a paper is in the one that it has most function words of. */
const LANGUAGES = [
  stopword.fra,
  stopword.deu,
  stopword.spa,
  stopword.por,
  stopword.ita,
  stopword.zho,
  stopword.nld,
  stopword.swe,
  stopword.dan,
  stopword.nob,
  stopword.fin,
  stopword.pol,
  stopword.ces,
  stopword.rus,
  stopword.ukr,
  stopword.tur,
  stopword.jpn,
];
export const ENGLISH = 0;
export const LANGUAGE_COUNT = LANGUAGES.length + 1;
/** Missing from the lists of the `stopword` package; where a word is in several, the count of all decides. */
const ALSO = [
  'les des une cet cette ces aux leur leurs nous dont ainsi afin entre plus peut permet article travail approche ' +
    'méthode résultats présentons proposons montrons décrivons étude partir plusieurs deux différents différentes ' +
    'travaux modèle modèles autres autre montrent montre contexte langage problème système systèmes données tâche ' +
    'tâches présente présentés outil outils analyse textes texte mots mot méthodes approches performances ' +
    'évaluation utilisation nouvelle nouveau notamment permettant comme recherche domaine cadre basée basé type ' +
    'cas',
  'wurde wurden sowie mittels dabei arbeit ansatz beitrag ergebnisse methode',
  'los las una del al que con por como más sus este esta estos estas entre sobre ser son también trabajo artículo ' +
    'presenta presentamos resultados método enfoque para lo le se su fue han puede',
  'uma dos das nos nas ao aos pelo pela este esta trabalho artigo resultados método abordagem são também',
  'della delle degli nella nelle questo questa sono anche lavoro risultati metodo',
  '本文 论文 提出 方法 基于 研究 结果 实验 进行 通过 使用 利用 实现 我们 以及 可以 具有 表明 效果 不同 主要 目前 问题 任务 性能 有效 了 的 和 在 对 是 中 与 为 上 等 将 该 其 并 从 及 后 ' +
    '进 所 能 也 这 个 文 本 以 了一 提升 构建 数据集 分析 对比 采用 之间 一种 模型 数据 能力 相关 存在 提高 评测',
  'wij deze dit tussen onderzoek onderzocht studie resultaten resultaat blijkt blijken gebruik gebruikt werd werden wordt ' +
    'waarbij nodig voldoende nieuwe nieuw grote verschillen verschil concluderen conclusie kader methode meer minder zowel ' +
    'alsook echter hierbij volgens binnen artikel uit was waren groepen klein',
  'vi denna detta dessa studie studien undersöktes undersökte resultat resultaten visade visar metod mellan samt ' +
    'genom enligt användes användning artikel slutsats större mindre nya behövs skillnader var blev',
  'vi denne dette disse undersøgelse undersøgte resultater resultaterne viste viser metode mellem samt gennem ifølge ' +
    'anvendt brug artikel konklusion større mindre nye forskelle blev blive',
  'vi denne dette disse studie studien undersøkte resultater resultatene viste viser metode mellom samt gjennom ifølge ' +
    'brukt bruk artikkel konklusjon større mindre nye forskjeller ble bli',
  'tutkimus tutkimuksessa tutkittiin tulokset tulosten menetelmä välillä sekä mukaan käytettiin artikkeli uusi enemmän ' +
    'vähemmän tässä ovat oli olivat',
  'badanie badania badano badaniu wyniki wyników metoda metody pomiędzy między oraz według zastosowano artykuł praca pracy ' +
    'wniosek większe mniejsze nowe różnice były była było został została zostały się',
  'studie výsledky výsledků metoda metody mezi podle bylo byla byly byl článek práce závěr větší menší nové rozdíly použití ' +
    'byli této tato',
  'исследование исследования исследовании результаты результатов метод методы методов между также использование ' +
    'использованием статья статье работа работе вывод новые различия были было была показали показано изучали проведено',
  'дослідження дослідженні результати результатів метод методи між також використання стаття статті робота роботі ' +
    'висновок нові відмінності були було була показали показано',
  'bir ve ile için bu çalışma çalışmada çalışması çalışmanın sonuç sonuçlar sonuçları sonucunda yöntem yöntemi arasında ' +
    'olarak olan oldu olduğu göre kullanılarak kullanıldı incelendi incelenmiştir bulundu yeni daha edilmiştir edildi',
  'した する して いる いて れた った って ては では この その こと ため から まで など より られ なっ なる であ ある れる にお おい によ よる よっ ' +
    'につ つい とし しる るこ とが とを たと ると され さら らに また これ それ として について における 本研 研究 結果 示し 検討 調査 明ら らか ' +
    'ました した。 おり ない なか かっ',
];
const FOREIGN: readonly ReadonlySet<string>[] = LANGUAGES.map(
  (words, l) => new Set([...words, ...ALSO[l]!.split(' ')]),
);

/** Bit `l` is set when the folded word is a function word of language `l` (0 is English). `written` keeps its accents. */
export function functionWordOf(folded: string, written: string): number {
  const lower = written.toLowerCase();
  let bits = isStopWord(folded) ? 1 : 0;
  FOREIGN.forEach((words, l) => {
    if (words.has(lower) || words.has(folded)) bits |= 2 << l;
  });
  return bits;
}

/** Between two words of a term: `internet of things`, `réseau de neurones`. */
const LINKS: ReadonlySet<string> = new Set(['of', 'de', 'des', 'du', 'del']);

/** Terms of full words that are as empty as they: pairs of singular words, joined by a blank. */
const EMPTY_PAIRS: ReadonlySet<string> = new Set(
  (
    'real world,real time,real life,real data,real datum,order magnitude,data set,training set,test set,' +
    'large scale,small scale,wide range,high quality,low quality,case study,high level,low level,higher level,' +
    'lower level,large number,small number,high performance,low performance,high accuracy,high degree,low cost,' +
    'high cost,f1 score,macro f1,success rate,attack success,bleu score,high precision,higher accuracy,' +
    'better accuracy,first time,first step,training data,data point,data source,good performance,' +
    'numerical result,numerical simulation,numerical example,simulation study,sample size,time consuming,' +
    'time scale,long term,short term,long time,short time,high dimensional,low dimensional,one dimensional,' +
    'two dimensional,three dimensional,multi dimensional,low rate,high rate,error rate,open problem,special case,' +
    'general case,general purpose,starting point,end user,end end,lower bound,upper bound,one hand,one point,' +
    'one way,one type,high resolution,low resolution,fine grained,coarse grained,large class,new class,' +
    'general class,model parameter,performance metric,building block,world wide,baseline model,model performance,' +
    'human annotator,public dataset,benchmark dataset,multiple dataset,evaluation metric,language technology,' +
    'general framework,general model,large set,large amount,number parameter,data collection,large corpus,' +
    'large dataset,small set,new algorithm,new model,new method,new approach,new technique,new type,new way,' +
    'new result,new data,new insight,shared task,shared tasks,lack data,model size,computational cost,' +
    'time complexity,rapid growth,high probability,theoretical result,theoretical analysis,mathematical model,' +
    'mathematical framework,physical system,world dataset,world data,world application,world problem,' +
    'world scenario,sub task,downstream task,domain specific,task specific,ground truth,real valued,multi stage,' +
    'single model,cost effective,double blind,single blind,placebo controlled,randomized controlled,open label,' +
    'controlled trial,clinical trial,confidence interval,treatment group,placebo group,two treatment,high risk'
  ).split(','),
);

export const isEmptyPair = (first: string, second: string): boolean => EMPTY_PAIRS.has(`${first} ${second}`);

/** What a word can do in a term. */
export const PLAIN = 0;
/** Not alone. */
export const EMPTY = 1;
/** Not alone and not at the end. */
export const OPENER = 2;
/** Only between two other words. */
export const LINK = 3;
/** Nothing: no term spans it. */
export const SILENCE = 4;

/** Words in -ly that are no adverbs. */
const NO_ADVERB = /^(?:assembly|anomaly|monopoly|oligopoly|supply|butterfly|firefly)$/;

/** True for openers that stand for nothing without a hyphen. */
export const needsHyphen = (folded: string): boolean => BOUND_ONLY.has(folded);

/** What a folded word can do in a term, function words aside. */
export function kindOf(folded: string): number {
  if (LINKS.has(folded)) return LINK;
  if (OPENING.has(folded)) return OPENER;
  if (EMPTY_ALONE.has(folded)) return EMPTY;
  if (SILENT.has(folded)) return SILENCE;
  // Adverbs open a term (`finitely generated group`), and say nothing alone.
  return folded.length > 5 && folded.endsWith('ly') && !NO_ADVERB.test(folded) ? OPENER : PLAIN;
}
