export { hospitalFiles } from './hospital-files.js';
export { renderReport } from './render-report.js';
export type { HospitalEntry, ProblemEntry, ReportData, SubmissionEntry } from './report-data.js';
export type { Lang } from './words/index.js';
