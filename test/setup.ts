import fc from 'fast-check';
import { keepOnnxRuntimeToItself } from '../src/config.js';

// One seed for everybody, so that the same tree gives the same verdict; another with FIELDMAP_TEST_SEED=7 npm test.
fc.configureGlobal({ seed: Number(process.env['FIELDMAP_TEST_SEED'] ?? 42) });

// For the tests that run a model without fieldmap, as its oracle.
keepOnnxRuntimeToItself();
