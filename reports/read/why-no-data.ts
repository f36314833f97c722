import type { DefinedIndicator } from '../../pipeline/define/index.js';
import type { ReportContext } from '../data/report-context.js';
import { ownRows } from './own-rows.js';

/** Why a hospital has no figure: it sent nothing, its file was refused, or its file has no such case. */
export function whyNoData(context: ReportContext, hospital: string, indicator: DefinedIndicator): string {
  const { words } = context;
  const all = ownRows('submissions', hospital, context);
  const [needed = indicator.of.name] = indicator.of.spec.workedOutFrom ?? [];
  const sent = all.filter(({ table }) => table === needed || table === null);
  const has = (...statuses: string[]) => sent.some(({ status }) => statuses.includes(status));
  if (has('accepted', 'unchanged')) return words.nothing.noCases;
  if (has('refused')) return words.nothing.refused;
  if (has('missing')) return words.nothing.notSent;
  return all.length > 0 ? words.nothing.tableNotSent : words.nothing.noData;
}
