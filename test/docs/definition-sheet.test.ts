import { describe, expect, it } from 'vitest';
import { ecmoComplicationDensity } from '../../indicators/ecmo/complication-density.js';
import { ecmoEffectiveRemoval } from '../../indicators/ecmo/effective-removal.js';
import { ecmoSupportHours } from '../../indicators/ecmo/support-hours.js';
import { ecmoVolume } from '../../indicators/ecmo/volume.js';
import { norms } from '../../indicators/index.js';
import { vadMortality30d } from '../../indicators/vad/mortality-30d.js';
import { vadSurvival1y } from '../../indicators/vad/survival-1y.js';
import { ecmoRuns } from '../../pipeline/cases/ecmo-runs.js';
import { type DefinedIndicator, defineIndicator } from '../../pipeline/define/index.js';
import { definitionSheet, thresholdText } from '../../pipeline/describe/definition-sheet.js';

const entry = (indicator: DefinedIndicator, term: string) =>
  definitionSheet(indicator, norms).entries.find(({ term: { zh } }) => zh === term)?.lines ?? [];

describe('a definition in words', () => {
  it('says numerator, denominator, exclusion and window of a proportion', () => {
    expect(entry(ecmoEffectiveRemoval, '分子')).toEqual([
      {
        zh: '分母中，“疗程的撤机原因”为心肺功能改善、器官移植，且“疗程结束后48小时存活”为是',
        en: 'of the denominator, those of which “reason for the end of the course” is 心肺功能改善 or 器官移植 and “alive 48 h after the end of the course” is yes',
      },
    ]);
    expect(entry(ecmoEffectiveRemoval, '分母')[0]?.en).toBe(
      'ECMO runs of which “goes on with an earlier run of the same hospital” is no',
    );
    expect(entry(ecmoEffectiveRemoval, '同一疗程')[0]?.zh).toContain('因此不等于各院之和');
    expect(entry(ecmoEffectiveRemoval, '生死的依据')).toHaveLength(1);
    // What nobody's life decides says nothing of it, nor of courses.
    expect([...entry(ecmoVolume, '同一疗程'), ...entry(ecmoVolume, '生死的依据')]).toEqual([]);
    expect(entry(ecmoEffectiveRemoval, '排除')[0]?.zh).toBe(
      '为维护捐献器官功能而应用：“器官捐献供体”为是（只有确知者才排除）',
    );
    expect(entry(ecmoEffectiveRemoval, '观察窗')[0]?.zh).toMatch(/^疗程结束后48小时；/);
  });

  it('says of patients whether any or all of their cases decide', () => {
    expect(entry(vadMortality30d, '分子')[0]?.zh).toBe(
      '分母中的患者，该患者当期任一例：“术后30天内死亡”为是',
    );
    expect(entry(vadSurvival1y, '分子')[0]?.zh).toMatch(/^分母中的患者，该患者当期每一例：/);
  });

  it('says what a ratio sums, what a median is taken of, and how each is shown', () => {
    expect(entry(ecmoComplicationDensity, '分母')[0]?.zh).toMatch(/^“.+”之和$/);
    expect(entry(ecmoComplicationDensity, '统计方式')[1]?.en).toBe('from minutes, per 1,000 hours');
    expect(entry(ecmoSupportHours, '取值')[0]?.en).toMatch(/, in h$/);
    expect(entry(ecmoSupportHours, '分母')).toEqual([]);
  });

  const own = {
    version: '2022',
    title: { zh: '例', en: 'made up' },
    meaning: { zh: '例', en: 'made up' },
    rationale: { zh: '例', en: 'made up' },
    of: ecmoRuns,
    indexDate: ecmoRuns.columns.started_at,
    multiplier: '1',
    better: 'monitor',
    cites: ecmoVolume.cites,
    checkedBy: null,
    reviewedOn: '2026-11-26',
  } as const;

  it('says of a standardised ratio what is observed, what expected, and how it was recalibrated', () => {
    const ratio = defineIndicator({
      ...own,
      code: 'ECMO-T1',
      id: 'ecmo-made-up-ratio',
      measure: 'standardised ratio',
      unit: { numerator: 'run', denominator: 'run' },
      cases: ecmoRuns.columns.mode.is('VV'),
      observed: ecmoRuns.columns.bleeding.isTrue(),
      expected: ecmoRuns.columns.run_minutes,
      recalibration: 'intercept',
    });
    expect(entry(ratio, '分子（O）')[0]?.zh).toBe('计入的病例中，“出血”为是');
    expect(entry(ratio, '预期数（E）')[1]?.en).toContain('ΣE = ΣO');
    expect(entry(ratio, '计入的病例')[0]?.en).toBe('ECMO runs of which “support mode at start” is VV');
  });

  it('says of institutions which number of cases counts them', () => {
    const centres = defineIndicator({
      ...own,
      code: 'ECMO-T2',
      id: 'ecmo-made-up-centres',
      measure: 'centre proportion',
      unit: { numerator: 'institution', denominator: 'institution' },
      centre: { sign: '<', value: 20 },
    });
    expect(entry(centres, '分子')[0]?.en).toMatch(/^institutions with < 20 cases in a period;/);
  });

  it('says that no expert has checked it, while none has', () => {
    expect(entry(ecmoVolume, '核对')[0]?.zh).toMatch(/^尚未由专家核对；/);
    const checked = { ...ecmoVolume, checkedBy: '张某' } as DefinedIndicator;
    expect(entry(checked, '核对')[0]?.zh).toBe(`张某 核对；复核日期 ${ecmoVolume.reviewedOn}`);
  });

  it('names the threshold with its clause, and what is inferred', () => {
    expect(entry(vadSurvival1y, '阈值')[0]?.zh).toMatch(/^> 70 %：G09 .+ 三（七）；适用于所有医院；/);
    expect(
      definitionSheet(vadMortality30d, norms).entries.find(({ term }) => term.zh === '阈值')?.lines,
    ).toEqual([{ zh: '无规范设定阈值', en: 'no norm sets one' }]);
    const inferred = norms.flatMap(({ thresholds }) => thresholds).find((t) => t.inferred);
    if (!inferred) throw new Error('no threshold is inferred any more');
    expect(entry(inferred.indicator, '阈值')[0]?.zh).toContain('按意推断');
  });

  it.each(norms.flatMap(({ thresholds }) => thresholds))(
    'prints the threshold of $indicator.code without a digit too many',
    (threshold) => {
      // 1/100000 of a percentage is the smallest there is: 0.001 %.
      expect(thresholdText(threshold)).toMatch(/^[≥>≤<] (0\.\d{1,3}|\d{1,3})( [%‰‱])?$/);
    },
  );

  it('prints exact shares: 1/10000 is 0.01 %, 20 runs are 20', () => {
    const byCode = (code: string) =>
      norms.flatMap((n) => n.thresholds).find((t) => t.indicator.code === code);
    const text = (code: string) => {
      const found = byCode(code);
      return found && thresholdText(found);
    };
    expect([text('CQ-03'), text('CQ-09P'), text('CQ-07'), text('ECMO-N01'), text('ECMO-N07')]).toEqual([
      '≤ 0.01 %',
      '≤ 0.001 %',
      '≤ 0.5 %',
      '≥ 20',
      '≥ 100 %',
    ]);
  });
});
