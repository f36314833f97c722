import type { DefinedIndicator } from '../../pipeline/define/index.js';
import type { SignalKind } from '../../pipeline/signal/signal.js';
import type { ReportContext } from '../data/report-context.js';

const keyOf = ({ code, version }: { readonly code: string; readonly version: string }, unit: string) =>
  `${code}\u0000${version}\u0000${unit}`;

/** What the months of a hospital say of an indicator; null where its chart was not read. */
export function signalOf(
  hospital: string,
  indicator: DefinedIndicator,
  { data, once }: Pick<ReportContext, 'data' | 'once'>,
): SignalKind | null {
  if (data.signals === null) return null;
  const all = once(
    'signals of hospitals',
    () =>
      new Map(
        (data.signals ?? [])
          .filter(({ level }) => level === 'hospital')
          .map((signal) => [keyOf(signal, signal.unit), signal.kind]),
      ),
  );
  return all.get(keyOf(indicator, hospital)) ?? null;
}
