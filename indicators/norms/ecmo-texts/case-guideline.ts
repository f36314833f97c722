import { allOf, answers, type Clause, review } from '../../../pipeline/define/index.js';
import { ecmoBleeding } from '../../ecmo/bleeding.js';
import { ecmoHemolysis } from '../../ecmo/hemolysis.js';
import { ecmoMajorComplications } from '../../ecmo/major-complications.js';
import { ecmoStartDiscussion } from '../../ecmo/start-discussion.js';
import { ecmoCaseGuideline } from '../../texts/sources.js';
import { byProfile, reviewed } from '../wording/stated.js';
import { byFigures, byFiguresAndReview, watched } from './figures.js';
import { inText } from './in-text.js';
import { effectAssessed, trainingGoesOn } from './team-management.js';

/** F: guideline for ECMO cases. */
export const caseGuideline: readonly Clause[] = inText(ecmoCaseGuideline, '病例管理指南', [
  {
    id: 'E00-F01',
    at: '2',
    text: {
      zh: '适宜患者：严重的呼吸和/或循环衰竭，经过适当的治疗后仍无改善，没有明显的禁忌症',
      en: 'patients with severe respiratory or circulatory failure that treatment did not improve, and without a clear contra-indication',
    },
    class: 'a+c',
    rule: allOf(watched(ecmoStartDiscussion), review),
    missing: byFiguresAndReview,
    confidence: 'seed',
    note: {
      zh: '病例表记上机讨论，不记既往治疗是否无效和禁忌症',
      en: 'cases record the discussion, not whether treatment had failed nor contra-indications',
    },
  },
  {
    id: 'E00-F02',
    at: '4–5',
    text: {
      zh: '术后管理包括潜在并发症的预防和处理；及时处理出血、溶血等异常情况',
      en: 'care afterwards, with complications prevented and treated; bleeding, haemolysis and the like handled in time',
    },
    class: 'a',
    rule: allOf(watched(ecmoBleeding), watched(ecmoHemolysis), watched(ecmoMajorComplications)),
    missing: byFigures,
    confidence: 'seed',
  },
  reviewed('E00-F03', '6', [
    '在患者呼吸和循环功能逐渐恢复的情况下，逐步减少ECMO支持并最终解除',
    'support is reduced step by step as lung and circulation recover',
  ]),
  {
    id: 'E00-F04',
    at: '7–8',
    text: {
      zh: '对治疗效果和并发症进行定期评估；医护人员定期接受ECMO技术的持续教育和培训',
      en: 'effect and complications are assessed at intervals; staff are trained continually',
    },
    class: 'b',
    rule: answers(effectAssessed, trainingGoesOn),
    missing: byProfile,
    confidence: 'seed',
  },
]);
