/** What the file of a definition and its folder of worked cases are called, as the documentation links to them. */
export { fileOf } from '../../docs/generator/definition-file.js';
