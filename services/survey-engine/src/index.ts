import type { KeyRing } from '@mscore/contracts/crypto';
import type { Bus, Clock, Failpoint, Log, Metrics, Service, Store } from '@mscore/ports';
import type { LoadedSurvey } from '@mscore/survey';

export interface SurveyEngineDeps {
  readonly bus: Bus;
  readonly store: Store;
  readonly keys: KeyRing;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly failpoint: Failpoint;
  /** The surveys in force. The first that has a walk-in entry is the one DG starts; the first of all speaks while none is open. */
  readonly surveys: readonly LoadedSurvey[];
  /** Whether DG without a dossier starts the survey. */
  readonly walkIn: boolean;
  /** What `{hotline}` stands for, with its leading space; empty where there is none. */
  readonly hotline: string;
  /** Minutes after which an unsent reply is no longer worth sending. */
  readonly replyExpiresMinutes: number;
}

export interface SurveyFileProblem {
  readonly file: string;
  /** JSON pointer into the file; empty for the whole file. */
  readonly path: string;
  readonly message: string;
}

export type LoadedFile =
  | { readonly kind: 'survey'; readonly file: string; readonly survey: LoadedSurvey }
  | { readonly kind: 'problems'; readonly file: string; readonly problems: readonly SurveyFileProblem[] };

/** The folder of surveys shipped with the engine. */
export declare const shippedSurveys: string;

/** Reads one definition file; never rejects: what is wrong is in the answer. */
export declare function loadSurvey(file: string): Promise<LoadedFile>;

/** Reads every `*.json` of a folder in the order of names. One bad file does not stop the others. */
export declare function loadSurveys(folder: string): Promise<readonly LoadedFile[]>;

export declare function createSurveyEngine(deps: SurveyEngineDeps): Service;
