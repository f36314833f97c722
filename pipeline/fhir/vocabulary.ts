/** The address under which the extensions and identifiers of these resources are named. The domain is reserved: nothing is ever looked up there. */
export const base = 'https://zhikong.invalid/fhir';

/** Code systems of FHIR R4 that are used. */
export const systems = {
  population: 'http://terminology.hl7.org/CodeSystem/measure-population',
  scoring: 'http://terminology.hl7.org/CodeSystem/measure-scoring',
  improvement: 'http://terminology.hl7.org/CodeSystem/measure-improvement-notation',
  units: 'http://unitsofmeasure.org',
} as const;

/** The extensions of a report, and the type of their value; what each means is said in docs/fhir.md. */
export const extensions = {
  pending: 'valueInteger',
  unknown: 'valueInteger',
  undated: 'valueInteger',
  excluded: 'valueInteger',
  observed: 'valueInteger',
  expected: 'valueDecimal',
  state: 'valueCode',
  sides: 'valueCode',
  'ci-low': 'valueDecimal',
  'ci-high': 'valueDecimal',
  'low-bound': 'valueDecimal',
  'high-bound': 'valueDecimal',
  'decide-low': 'valueDecimal',
  'decide-high': 'valueDecimal',
  errs: 'valueString',
  threshold: 'valueDecimal',
  operator: 'valueString',
  norm: 'valueString',
  clause: 'valueString',
  applies: 'valueCode',
  formal: 'valueCode',
  verdict: 'valueCode',
  'p-value': 'valueDecimal',
  needed: 'valueInteger',
  'period-type': 'valueCode',
  'definition-hash': 'valueString',
  batch: 'valueString',
  'as-of': 'valueDate',
  'data-through': 'valueDate',
} as const;

export type ExtensionName = keyof typeof extensions;

/** One extension; undefined without a value, which JSON leaves out. */
export interface Extension {
  readonly url: string;
  readonly [value: `value${string}`]: string | number;
}

/**
 * The extensions that have a value, in the order given.
 *
 * @example extensionsOf({ pending: 2, verdict: null }) // => [{ url: 'https://zhikong.invalid/fhir/pending', valueInteger: 2 }]
 */
export const extensionsOf = (
  values: { readonly [name in ExtensionName]?: string | number | null },
): Extension[] =>
  Object.entries(values).flatMap(([name, value]) =>
    value === null || value === undefined || value === ''
      ? []
      : [{ url: `${base}/${name}`, [extensions[name as ExtensionName]]: codeOf(name, value) }],
  );

/** A code of FHIR has no underscore by custom and no space. */
const codeOf = (name: string, value: string | number) =>
  extensions[name as ExtensionName] === 'valueCode' ? String(value).replaceAll(/[ _]/g, '-') : value;

/** Says that a value is there and not told. */
export const masked = {
  extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'masked' }],
} as const;
