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
import type { Declared } from './declared.js';
import { chongqing2011, chongqingScorecard } from './norms/chongqing-anesthesia-2011.js';

/** The anaesthesia indicators, in report order, and the norms of anaesthesia. */
export const anesthesia: Declared = {
  indicators: [
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
  ],
  norms: [chongqing2011],
  scorecard: chongqingScorecard,
};
