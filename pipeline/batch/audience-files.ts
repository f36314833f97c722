import { audience } from '../../reports/data/audience.js';
import { cityFiles } from '../../reports/data/hospital-files.js';
import type { ReportData } from '../../reports/data/report-data.js';
import type { DisclosedFigure } from '../disclose/disclosed-figure.js';
import type { Peer } from '../disclose/peers.js';
import type { Figure } from '../figure/figures.js';
import { groupBy } from '../message/group-by.js';
import { figureColumns } from '../warehouse/schema.js';
import type { DisclosedBatch } from './disclose-batch.js';
import { csvPieces, figurePieces, figuresOfYear } from './figures-csv.js';
import { reviewPieces } from './review-csv.js';

/**
 * The files of figures for others than the centre: `public/figures.csv` and `peers.csv` what everybody may see, of all years; of all cases together and the
 * periods that touch the year `hospitals/<code>/figures.csv` a hospital's own, with the cases to review in `review.csv`, and `cities/<city>/figures.csv` those of a city and its hospitals, in full.
 *
 * @param folders the folder of each hospital, by code
 */
export function* audienceFiles(
  { figures, hospitals, month, review: all, indicators }: ReportData,
  disclosed: DisclosedBatch,
  folders: ReadonlyMap<string, string>,
): Generator<[name: string, content: Iterable<string>]> {
  yield [`${audience.public}/figures.csv`, openPieces(disclosed.public.figures)];
  yield [`${audience.public}/peers.csv`, peerPieces(disclosed.public.peers)];
  // A stratum is what a hospital's page shows; all of them in a province's files are a hundred megabytes.
  const ofYear = figuresOfYear(figures, month).filter(({ stratum }) => stratum === '');
  const review = groupBy(all, ({ hospital }) => hospital);
  const ofUnit = groupBy(ofYear, ({ level, unit }) => `${level} ${unit}`);
  const own = (level: Figure['level'], unit: string) => [
    ...figurePieces(ofUnit.get(`${level} ${unit}`) ?? [], names),
  ];
  const cityOf = new Map(hospitals.map(({ hospital_id, city }) => [hospital_id, city ?? '']));
  const byCity = groupBy(folders, ([hospital]) => cityOf.get(hospital) ?? '');
  const files = cityFiles([...byCity.keys()].filter((city) => city !== ''));
  for (const [city, inside] of byCity) {
    const file = files.get(city);
    const all = file === undefined ? null : own('city', city);
    for (const [hospital, folder] of inside) {
      const pieces = own('hospital', hospital);
      yield [`${audience.hospital(folder)}/figures.csv`, pieces];
      yield [`${audience.hospital(folder)}/review.csv`, reviewPieces(review.get(hospital) ?? [], indicators)];
      for (const [i, piece] of pieces.entries()) all?.push(i === 0 ? piece.slice(header.length) : piece);
    }
    if (file !== undefined && all !== null) yield [`${audience.city(file)}/figures.csv`, all];
  }
}

const names = figureColumns.map(([name]) => name);

/** The line of names that every file of figures begins with. */
const header = `${names.join(',')}\n`;

const openNames = [...figureColumns.map(([name]) => name), 'state', 'sides'] as const;

const openPieces = (figures: readonly DisclosedFigure[]): Generator<string> =>
  csvPieces(openNames, figures, (figure) => openNames.map((name) => figure[name]), { newline: '\n' });

const peerNames = [
  'code',
  'version',
  'period_type',
  'period',
  'label',
  'rate',
  'size_from',
  'size_to',
] as const;

const peerPieces = (peers: readonly Peer[]): Generator<string> =>
  csvPieces(peerNames, peers, (peer) => peerNames.map((name) => peer[name]), { newline: '\n' });
