import { allOf, answer, type Clause, review, yesNo } from '../../../pipeline/define/index.js';
import { ecmoEffectiveRemoval } from '../../ecmo/effective-removal.js';
import { ecmoOxygenatorFailure } from '../../ecmo/oxygenator-failure.js';
import { ecmoPumpHeadFailure } from '../../ecmo/pump-head-failure.js';
import { ecmoRemovalDiscussion } from '../../ecmo/removal-discussion.js';
import { ecmoStartDiscussion } from '../../ecmo/start-discussion.js';
import { ecmoSurvivalToDischarge } from '../../ecmo/survival-to-discharge.js';
import { ecmoVolume } from '../../ecmo/volume.js';
import { ecmoCaseManagement } from '../../texts/sources.js';
import { byProfile, reviewed, statedEach } from '../wording/stated.js';
import { byFigures, byFiguresAndProfile, byFiguresAndReview, watched } from './figures.js';
import { inText } from './in-text.js';
import { effectAssessed, eventsRecorded } from './team-management.js';

/** Asked once because two texts require rules for quality control. */
export const qualitySystem = yesNo(
  'E00-C07',
  '是否建立ECMO质量管理制度，监测质量和安全指标？',
  'Is there a system of quality for ECMO, in which indicators of quality and safety are watched?',
);

/** C: how ECMO cases are managed. */
export const caseManagement: readonly Clause[] = inText(ecmoCaseManagement, '病例管理规范', [
  reviewed('E00-C01', '二', [
    '适用于呼吸和心脏功能衰竭等重症患者；不适用于无法耐受ECMO操作风险的患者',
    'for severe failure of lung or heart; not for patients who cannot bear the risk',
  ]),
  {
    id: 'E00-C02',
    at: '三1',
    text: {
      zh: '评估患者是否满足适应症和禁忌症要求，进行医学、生理和心理评估，确保患者能够耐受ECMO操作',
      en: 'patients are screened against indications and contra-indications and assessed for what they can bear',
    },
    class: 'a+c',
    rule: allOf(watched(ecmoStartDiscussion), review),
    missing: byFiguresAndReview,
    confidence: 'seed',
    note: {
      zh: '病例表记上机前的多学科讨论，不记心理评估',
      en: 'cases record the discussion before the start and no psychological assessment',
    },
  },
  {
    id: 'E00-C03',
    at: '三2',
    text: {
      zh: '选择适当的ECMO技术和设备；监测病情和生命体征，调整ECMO参数以及处理操作期间的突发情况',
      en: 'mode and equipment are chosen, the patient monitored, and events during support handled',
    },
    class: 'a',
    rule: allOf(
      watched(ecmoVolume),
      watched(ecmoOxygenatorFailure),
      watched(ecmoPumpHeadFailure),
      ...eventsRecorded,
    ),
    missing: byFigures,
    confidence: 'derived',
    note: {
      zh: '支持模式为必填项，突发情况按器械故障与意外事件的记录判定；监测数据不在病例表中',
      en: 'the mode is required in every case; events are judged by the failures and accidents on record, and monitoring is not in the cases',
    },
  },
  statedEach(
    'E00-C04',
    '三3',
    [
      '建立安全管理措施，包括设备运行、操作规程和高风险事件的处理流程；安全培训和持续教育；定期维护和检验ECMO设备',
      'safety: rules for equipment, procedure and high-risk events; training in safety; equipment kept and tested',
    ],
    [
      'rules',
      '是否有设备运行、操作规程和高风险事件处理流程等安全管理措施？',
      'Are there rules of safety for equipment, procedure and high-risk events?',
    ],
    [
      'training',
      '是否对患者（家属）和操作人员开展安全培训和持续教育？',
      'Are patients (families) and staff trained in safety?',
    ],
    [
      'equipment',
      '是否定期维护和检验ECMO设备并留有记录？',
      'Is equipment kept and tested regularly, with records?',
    ],
  ),
  {
    id: 'E00-C05',
    at: '三4',
    text: {
      zh: '判断ECMO治疗是否达到预期效果，及时决定是否终止；结束后进行康复与转归评估，并给予必要的后续管理',
      en: 'effect is judged and the end decided in time; recovery and outcome are assessed afterwards',
    },
    class: 'a',
    rule: allOf(
      watched(ecmoRemovalDiscussion),
      watched(ecmoEffectiveRemoval),
      watched(ecmoSurvivalToDischarge),
    ),
    missing: byFigures,
    confidence: 'derived',
    note: {
      zh: '按撤机讨论、有效撤除与出院存活的记录判定，不看高低',
      en: 'judged by whether discussion of the removal, effect and survival are on record, whatever their size',
    },
  },
  {
    id: 'E00-C06',
    at: '四',
    text: {
      zh: '识别和评估潜在风险，建立高风险事件的报告和研究机制，不断完善风险预防与控制',
      en: 'risks are assessed; high-risk events are reported and studied',
    },
    class: 'a+b',
    rule: allOf(
      ...eventsRecorded,
      answer(
        yesNo(
          'E00-C06.assessment',
          '是否识别和评估ECMO操作中的潜在风险并留有记录？',
          'Are the risks of ECMO assessed, with records?',
        ),
      ),
      answer(
        yesNo(
          'E00-C06.reporting',
          '是否建立ECMO高风险事件的报告和研究机制？',
          'Is there a system to report and study high-risk events of ECMO?',
        ),
      ),
    ),
    missing: byFiguresAndProfile,
    confidence: 'seed',
  },
  {
    id: 'E00-C07',
    at: '五',
    text: {
      zh: '建立质量控制机制，监测ECMO技术病例管理的质量和安全指标；定期进行质量评估',
      en: 'indicators of quality and safety are watched, and quality assessed at intervals',
    },
    class: 'b',
    rule: allOf(answer(qualitySystem), answer(effectAssessed)),
    missing: byProfile,
    confidence: 'seed',
  },
]);
