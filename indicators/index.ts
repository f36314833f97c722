import { type DefinedIndicator, defineCatalogue } from '../pipeline/define/index.js';
import { sectionOf } from '../pipeline/technology/index.js';
import { anesthesiaActiveWarming } from './anesthesia/active-warming.js';
import { anesthesiaAnalgesiaSatisfaction } from './anesthesia/analgesia-satisfaction.js';
import { anesthesiaAnestheticsPerPhysician } from './anesthesia/anesthetics-per-physician.js';
import { anesthesiaAsaComposition2015 } from './anesthesia/asa-composition-2015.js';
import { anesthesiaAspiration } from './anesthesia/aspiration.js';
import { anesthesiaAutologousTransfusion } from './anesthesia/autologous-transfusion.js';
import { anesthesiaAutologousTransfusion2015 } from './anesthesia/autologous-transfusion-2015.js';
import { anesthesiaAwareness } from './anesthesia/awareness.js';
import { anesthesiaCancelledAfterEntry } from './anesthesia/cancelled-after-entry.js';
import { anesthesiaCancelledAfterStart } from './anesthesia/cancelled-after-start.js';
import { anesthesiaCancelledAfterStart2015 } from './anesthesia/cancelled-after-start-2015.js';
import { anesthesiaCardiacArrest } from './anesthesia/cardiac-arrest.js';
import { anesthesiaCardiacArrest2015 } from './anesthesia/cardiac-arrest-2015.js';
import { anesthesiaCentralVenousComplication2015 } from './anesthesia/central-venous-complication-2015.js';
import { anesthesiaConsent } from './anesthesia/consent.js';
import { anesthesiaDentalInjury } from './anesthesia/dental-injury.js';
import { anesthesiaDuralPuncture } from './anesthesia/dural-puncture.js';
import { anesthesiaEmergencyShare2015 } from './anesthesia/emergency-share-2015.js';
import { anesthesiaEpiduralSuccess } from './anesthesia/epidural-success.js';
import { anesthesiaEpiduralVesselInjury } from './anesthesia/epidural-vessel-injury.js';
import { anesthesiaGeneralAndBlockVolume } from './anesthesia/general-and-block-volume.js';
import { anesthesiaHoarseness } from './anesthesia/hoarseness.js';
import { anesthesiaHoarseness2015 } from './anesthesia/hoarseness-2015.js';
import { anesthesiaHypothermia } from './anesthesia/hypothermia.js';
import { anesthesiaLaborAnalgesia } from './anesthesia/labor-analgesia.js';
import { anesthesiaMethodComposition2015 } from './anesthesia/method-composition-2015.js';
import { anesthesiaMonitoringInfection } from './anesthesia/monitoring-infection.js';
import { anesthesiaMortality24h } from './anesthesia/mortality-24h.js';
import { anesthesiaMortality24h2015 } from './anesthesia/mortality-24h-2015.js';
import { anesthesiaNerveBlockSuccess } from './anesthesia/nerve-block-success.js';
import { anesthesiaNeuraxialComplication } from './anesthesia/neuraxial-complication.js';
import { anesthesiaNewComa } from './anesthesia/new-coma.js';
import { anesthesiaNewComa2015 } from './anesthesia/new-coma-2015.js';
import { anesthesiaNursePhysicianRatio } from './anesthesia/nurse-physician-ratio.js';
import { anesthesiaOutOfTheatre } from './anesthesia/out-of-theatre.js';
import { anesthesiaPacuDelay } from './anesthesia/pacu-delay.js';
import { anesthesiaPacuDelay2015 } from './anesthesia/pacu-delay-2015.js';
import { anesthesiaPacuHypothermia } from './anesthesia/pacu-hypothermia.js';
import { anesthesiaPacuHypothermia2015 } from './anesthesia/pacu-hypothermia-2015.js';
import { anesthesiaParaplegia } from './anesthesia/paraplegia.js';
import { anesthesiaPhysicianPatientRatio2015 } from './anesthesia/physician-patient-ratio-2015.js';
import { anesthesiaPostoperativeVisit } from './anesthesia/postoperative-visit.js';
import { anesthesiaPreoperativeVisit } from './anesthesia/preoperative-visit.js';
import { anesthesiaProcedureInfection } from './anesthesia/procedure-infection.js';
import { anesthesiaRecordConforms } from './anesthesia/record-conforms.js';
import { anesthesiaRegionalNeurologic } from './anesthesia/regional-neurologic.js';
import { anesthesiaRegionalNeurologic2015 } from './anesthesia/regional-neurologic-2015.js';
import { anesthesiaRelatedDeath } from './anesthesia/related-death.js';
import { anesthesiaSevereAllergy } from './anesthesia/severe-allergy.js';
import { anesthesiaSevereAllergy2015 } from './anesthesia/severe-allergy-2015.js';
import { anesthesiaSpinalHeadache } from './anesthesia/spinal-headache.js';
import { anesthesiaTemperatureMonitoring } from './anesthesia/temperature-monitoring.js';
import { anesthesiaUnplannedAirway } from './anesthesia/unplanned-airway.js';
import { anesthesiaUnplannedIcu } from './anesthesia/unplanned-icu.js';
import { anesthesiaUnplannedIcu2015 } from './anesthesia/unplanned-icu-2015.js';
import { anesthesiaUnplannedReintubation } from './anesthesia/unplanned-reintubation.js';
import { anesthesiaUnplannedReintubation2015 } from './anesthesia/unplanned-reintubation-2015.js';
import { anesthesiaVolume } from './anesthesia/volume.js';
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
import { vadBacteremia } from './vad/bacteremia.js';
import { vadBarcodeKept } from './vad/barcode-kept.js';
import { vadConsent } from './vad/consent.js';
import { vadCorrectIndication } from './vad/correct-indication.js';
import { vadCorrectIndication2017 } from './vad/correct-indication-2017.js';
import { vadDeciders } from './vad/deciders.js';
import { vadDrivelineInfection } from './vad/driveline-infection.js';
import { vadEffectiveRemoval } from './vad/effective-removal.js';
import { vadEthicsApproval } from './vad/ethics-approval.js';
import { vadFollowup1y } from './vad/followup-1y.js';
import { vadFollowup3y } from './vad/followup-3y.js';
import { vadFollowup5y } from './vad/followup-5y.js';
import { vadHemolysis } from './vad/hemolysis.js';
import { vadLongTermVolume } from './vad/long-term-volume.js';
import { vadMajorComplications } from './vad/major-complications.js';
import { vadMechanicalFailure } from './vad/mechanical-failure.js';
import { vadMediastinalInfection } from './vad/mediastinal-infection.js';
import { vadMortality30d } from './vad/mortality-30d.js';
import { vadNeurologicComplication } from './vad/neurologic-complication.js';
import { vadRenalFailure } from './vad/renal-failure.js';
import { vadReportDays } from './vad/report-days.js';
import { vadReported } from './vad/reported.js';
import { vadReportedInTime } from './vad/reported-in-time.js';
import { vadRightHeartFailure } from './vad/right-heart-failure.js';
import { vadSurvival1y } from './vad/survival-1y.js';
import { vadSurvival3y } from './vad/survival-3y.js';
import { vadSurvival5y } from './vad/survival-5y.js';
import { vadThromboembolism } from './vad/thromboembolism.js';
import { vadTransplant } from './vad/transplant.js';
import { vadTransplant1y } from './vad/transplant-1y.js';
import { vadTransplant3y } from './vad/transplant-3y.js';
import { vadTransplant5y } from './vad/transplant-5y.js';
import { vadUnplannedSurgery } from './vad/unplanned-surgery.js';
import { vadVisceralBleeding } from './vad/visceral-bleeding.js';
import { vadVolume } from './vad/volume.js';

/** Every indicator in every version, in the order reports show them. No two versions of a code judge the same day. */
export const indicators: readonly DefinedIndicator[] = defineCatalogue([
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
  vadCorrectIndication,
  vadCorrectIndication2017,
  vadEffectiveRemoval,
  vadMortality30d,
  vadTransplant,
  vadTransplant1y,
  vadTransplant3y,
  vadTransplant5y,
  vadMajorComplications,
  vadBacteremia,
  vadMediastinalInfection,
  vadDrivelineInfection,
  vadVisceralBleeding,
  vadUnplannedSurgery,
  vadHemolysis,
  vadThromboembolism,
  vadRightHeartFailure,
  vadNeurologicComplication,
  vadRenalFailure,
  vadMechanicalFailure,
  vadFollowup1y,
  vadFollowup3y,
  vadFollowup5y,
  vadSurvival1y,
  vadSurvival3y,
  vadSurvival5y,
  vadVolume,
  vadLongTermVolume,
  vadDeciders,
  vadConsent,
  vadEthicsApproval,
  vadBarcodeKept,
  vadReported,
  vadReportedInTime,
  vadReportDays,
  anesthesiaNerveBlockSuccess,
  anesthesiaEpiduralSuccess,
  anesthesiaRelatedDeath,
  anesthesiaSpinalHeadache,
  anesthesiaProcedureInfection,
  anesthesiaMonitoringInfection,
  anesthesiaDuralPuncture,
  anesthesiaEpiduralVesselInjury,
  anesthesiaNeuraxialComplication,
  anesthesiaParaplegia,
  anesthesiaVolume,
  anesthesiaGeneralAndBlockVolume,
  anesthesiaConsent,
  anesthesiaPostoperativeVisit,
  anesthesiaRecordConforms,
  anesthesiaNursePhysicianRatio,
  anesthesiaAnestheticsPerPhysician,
  anesthesiaOutOfTheatre,
  anesthesiaPreoperativeVisit,
  anesthesiaCancelledAfterEntry,
  anesthesiaCancelledAfterStart,
  anesthesiaCancelledAfterStart2015,
  anesthesiaTemperatureMonitoring,
  anesthesiaActiveWarming,
  anesthesiaAutologousTransfusion,
  anesthesiaAutologousTransfusion2015,
  anesthesiaHypothermia,
  anesthesiaDentalInjury,
  anesthesiaAspiration,
  anesthesiaUnplannedAirway,
  anesthesiaCardiacArrest,
  anesthesiaCardiacArrest2015,
  anesthesiaSevereAllergy,
  anesthesiaSevereAllergy2015,
  anesthesiaAwareness,
  anesthesiaPacuHypothermia,
  anesthesiaPacuHypothermia2015,
  anesthesiaPacuDelay,
  anesthesiaPacuDelay2015,
  anesthesiaUnplannedReintubation,
  anesthesiaUnplannedReintubation2015,
  anesthesiaUnplannedIcu,
  anesthesiaUnplannedIcu2015,
  anesthesiaAnalgesiaSatisfaction,
  anesthesiaRegionalNeurologic,
  anesthesiaRegionalNeurologic2015,
  anesthesiaHoarseness,
  anesthesiaHoarseness2015,
  anesthesiaNewComa,
  anesthesiaNewComa2015,
  anesthesiaMortality24h,
  anesthesiaMortality24h2015,
  anesthesiaLaborAnalgesia,
  anesthesiaPhysicianPatientRatio2015,
  anesthesiaAsaComposition2015,
  anesthesiaEmergencyShare2015,
  anesthesiaMethodComposition2015,
  anesthesiaCentralVenousComplication2015,
]);

// A code of no technology would stand in no part of a report.
for (const indicator of indicators) sectionOf(indicator);
