/*
 * What an expert would write by hand for the same file, as the yardstick: no problems, no provenance, no checks.
 */

const bool = (column: string) => `CASE "${column}" WHEN '是' THEN true WHEN '否' THEN false END`;

const columns = [
  '医院编码',
  '麻醉单号',
  'ASA分级',
  '择期手术',
  '麻醉方式',
  '麻醉开始时间',
  '麻醉结束时间',
  '神经阻滞成功',
  '硬膜外阻滞成功',
  '腰麻后头痛',
  '有创麻醉操作次数',
  '有创麻醉操作感染例数',
  '硬脊膜穿破',
];

/** `CREATE TABLE … AS SELECT <casts> FROM read_csv(<all text>)` of the 13 columns. */
export function handWrittenLoad(csv: string): string {
  const types = columns.map((column) => `'${column}': 'VARCHAR'`).join(', ');
  return `CREATE TABLE hand AS SELECT "医院编码" AS hospital_id, "麻醉单号" AS anesthesia_no, "ASA分级" AS asa, ${bool('择期手术')} AS elective,
    "麻醉方式" AS methods, TRY_CAST("麻醉开始时间" AS TIMESTAMP) AS started_at, TRY_CAST("麻醉结束时间" AS TIMESTAMP) AS ended_at,
    ${bool('神经阻滞成功')} AS nerve_block_success, ${bool('硬膜外阻滞成功')} AS epidural_success, ${bool('腰麻后头痛')} AS spinal_headache,
    TRY_CAST("有创麻醉操作次数" AS INTEGER) AS invasive_procedures, TRY_CAST("有创麻醉操作感染例数" AS INTEGER) AS invasive_procedure_infections,
    ${bool('硬脊膜穿破')} AS dural_puncture
  FROM read_csv('${csv.replaceAll("'", "''")}', columns = {${types}}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"')`;
}

/**
 * The same counts of the ten anaesthesia indicators by hand over the staged rows: once per hospital and month, then
 * rolled up by level and period. Columns the file does not have are not counted.
 */
export function handWrittenCounts(rows: string): string {
  const block = '(methods & 32) <> 0';
  const epidural = '(methods & 10) <> 0';
  const spinal = '(methods & 12) <> 0';
  const neuraxial = '(methods & 30) <> 0';
  const old = "started_at < TIMESTAMP '2026-10-29'";
  const proportion = (name: string, cohort: string, outcome: string) => `
    count(*) FILTER (WHERE ${cohort}) AS ${name}_den,
    count(*) FILTER (WHERE ${cohort} AND ${outcome}) AS ${name}_num,
    count(*) FILTER (WHERE ${cohort} AND ${outcome} IS NULL) AS ${name}_unknown`;
  const ratio = (name: string, part: string, whole: string) => `
    sum(${part}) FILTER (WHERE ${whole} IS NOT NULL) AS ${name}_num,
    sum(${whole}) FILTER (WHERE ${part} IS NOT NULL) AS ${name}_den,
    sum(${whole}) FILTER (WHERE ${part} IS NULL) AS ${name}_unknown,
    count(*) FILTER (WHERE ${whole} IS NULL) AS ${name}_undated`;
  const counts = [
    proportion('cq1', block, 'nerve_block_success'),
    proportion('cq2', epidural, 'epidural_success'),
    proportion('cq3', 'true', 'anesthesia_death'),
    `count(*) FILTER (WHERE ${spinal} AND NOT ${old}) AS cq4_pending,${proportion('cq4', `${spinal} AND ${old}`, 'spinal_headache')}`,
    ratio('cq5', 'invasive_procedure_infections', 'invasive_procedures'),
    ratio('cq6', 'invasive_monitoring_infections', 'invasive_monitorings'),
    proportion('cq7', epidural, 'dural_puncture'),
    proportion('cq8', epidural, 'epidural_vessel_injury'),
    proportion('cq9', neuraxial, 'neuraxial_neurologic'),
    proportion('cq9p', neuraxial, 'paraplegia'),
  ];
  const names = [...counts.join(',').matchAll(/ AS (cq\w+)/g)].map((match) => match[1]);
  const sums = names.map((name) => `sum(${name}) AS ${name}`).join(', ');
  return `WITH base AS (
    SELECT hospital_id, index_month, ${counts.join(',')} FROM (${rows})
    WHERE started_at < TIMESTAMP '2026-11-01' AND (cancelled IS NULL OR cancelled <> '入室后麻醉前') GROUP BY hospital_id, index_month),
  periods AS (
    SELECT *, index_month // 3 AS quarter, index_month // 12 AS year, index_month > 2026 * 12 + 9 - 12 AS rolling, index_month >= 2024 * 12 AS three FROM base)
  SELECT hospital_id, index_month, quarter, year, rolling, three, ${sums} FROM periods
  GROUP BY GROUPING SETS ((hospital_id, index_month), (hospital_id, quarter), (hospital_id, year), (hospital_id, rolling), (hospital_id, three),
    (index_month), (quarter), (year), (rolling), (three))`;
}
