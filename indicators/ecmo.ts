import type { Declared } from './declared.js';
import { ecmoAccidentalDecannulation } from './ecmo/accidental-decannulation.js';
import { ecmoAuthorisedOperator } from './ecmo/authorised-operator.js';
import { ecmoBarcodeKept } from './ecmo/barcode-kept.js';
import { ecmoBleeding } from './ecmo/bleeding.js';
import { ecmoBloodstreamInfection } from './ecmo/bloodstream-infection.js';
import { ecmoCannulationAccident } from './ecmo/cannulation-accident.js';
import { ecmoCircuitAir } from './ecmo/circuit-air.js';
import { ecmoCompleteRecord } from './ecmo/complete-record.js';
import { ecmoComplicationDensity } from './ecmo/complication-density.js';
import { ecmoComposition } from './ecmo/composition.js';
import { ecmoConsent } from './ecmo/consent.js';
import { ecmoEcprStartTime } from './ecmo/ecpr-start-time.js';
import { ecmoEffectiveRemoval } from './ecmo/effective-removal.js';
import { ecmoEmergencyDecision } from './ecmo/emergency-decision.js';
import { ecmoFiledInTime } from './ecmo/filed-in-time.js';
import { ecmoHemolysis } from './ecmo/hemolysis.js';
import { ecmoLimbIschemia } from './ecmo/limb-ischemia.js';
import { ecmoMajorComplications } from './ecmo/major-complications.js';
import { ecmoMortality30d } from './ecmo/mortality-30d.js';
import { ecmoNeurologicComplication } from './ecmo/neurologic-complication.js';
import { ecmoOxygenatorFailure } from './ecmo/oxygenator-failure.js';
import { ecmoPatients } from './ecmo/patients.js';
import { ecmoPlanWithin12h } from './ecmo/plan-within-12h.js';
import { ecmoPlanWithin12hByThree } from './ecmo/plan-within-12h-by-three.js';
import { ecmoPumpHeadFailure } from './ecmo/pump-head-failure.js';
import { ecmoPumpStop } from './ecmo/pump-stop.js';
import { ecmoRemovalDiscussion } from './ecmo/removal-discussion.js';
import { ecmoRemovalPlan } from './ecmo/removal-plan.js';
import { ecmoReportDays } from './ecmo/report-days.js';
import { ecmoReported } from './ecmo/reported.js';
import { ecmoReportedInTime } from './ecmo/reported-in-time.js';
import { ecmoSmallCentres } from './ecmo/small-centres.js';
import { ecmoStandardisedSurvival } from './ecmo/standardised-survival.js';
import { ecmoStandardisedSurvivalRaw } from './ecmo/standardised-survival-raw.js';
import { ecmoStartDiscussion } from './ecmo/start-discussion.js';
import { ecmoStartExperts } from './ecmo/start-experts.js';
import { ecmoStartPhysicians } from './ecmo/start-physicians.js';
import { ecmoStartPlan } from './ecmo/start-plan.js';
import { ecmoStartTreating } from './ecmo/start-treating.js';
import { ecmoSupportHours } from './ecmo/support-hours.js';
import { ecmoSurvival1y } from './ecmo/survival-1y.js';
import { ecmoSurvivalToDischarge } from './ecmo/survival-to-discharge.js';
import { ecmoSurvivedSupport } from './ecmo/survived-support.js';
import { ecmoThromboembolism } from './ecmo/thromboembolism.js';
import { ecmoTrainingBaseRemoval } from './ecmo/training-base-removal.js';
import { ecmoVolume } from './ecmo/volume.js';
import { ecmo2022 } from './norms/ecmo-2022.js';
import { ecmoTexts } from './norms/ecmo-texts.js';

/** The ECMO indicators, in report order, and the norms of ECMO. */
export const ecmo: Declared = {
  indicators: [
    ecmoEffectiveRemoval,
    ecmoMortality30d,
    ecmoSurvival1y,
    ecmoOxygenatorFailure,
    ecmoCircuitAir,
    ecmoPumpHeadFailure,
    ecmoPumpStop,
    ecmoAccidentalDecannulation,
    ecmoCannulationAccident,
    ecmoMajorComplications,
    ecmoBleeding,
    ecmoHemolysis,
    ecmoThromboembolism,
    ecmoLimbIschemia,
    ecmoNeurologicComplication,
    ecmoBloodstreamInfection,
    ecmoVolume,
    ecmoTrainingBaseRemoval,
    ecmoPatients,
    ecmoStartPlan,
    ecmoStartPhysicians,
    ecmoStartTreating,
    ecmoStartExperts,
    ecmoRemovalPlan,
    ecmoEmergencyDecision,
    ecmoPlanWithin12h,
    ecmoPlanWithin12hByThree,
    ecmoConsent,
    ecmoBarcodeKept,
    ecmoReported,
    ecmoReportedInTime,
    ecmoReportDays,
    ecmoCompleteRecord,
    ecmoAuthorisedOperator,
    ecmoStartDiscussion,
    ecmoRemovalDiscussion,
    ecmoFiledInTime,
    ecmoSurvivalToDischarge,
    ecmoSurvivedSupport,
    ecmoComplicationDensity,
    ecmoEcprStartTime,
    ecmoComposition,
    ecmoStandardisedSurvival,
    ecmoStandardisedSurvivalRaw,
    ecmoSupportHours,
    ecmoSmallCentres,
  ],
  norms: [ecmo2022, ecmoTexts],
};
