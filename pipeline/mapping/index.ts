export { cellMapper, dictionariesWith } from './apply-mapping.js';
export { fileMapping } from './file-mapping.js';
export { mappingAt, mappingFor } from './find-mapping.js';
export { type Mapping, readMapping } from './mapping.js';
