import { GatewayError, type Log } from '@mscore/ports';
import type { LoadedSurvey } from '@mscore/survey';
import { type EngineLink, type GivenSettings, loadSurveys, shippedSurveys } from '@mscore/survey-engine';
import type { Config } from './config';
import { keywordsFor } from './keywords';

/**
 * The surveys in force, the one that `DG` starts first. A file that cannot be used is reported and left out;
 * only when the chosen survey itself is missing there is nothing to ask.
 * @throws GatewayError MSCORE_SURVEY naming what is wrong with the chosen survey.
 */
export async function surveysFor(config: Config, log: Log): Promise<GivenSettings['surveys']> {
  const folder = config.surveys === '' ? shippedSurveys : config.surveys;
  const found: LoadedSurvey[] = [];
  const problems: string[] = [];
  for (const file of await loadSurveys(folder)) {
    if (file.kind === 'survey') {
      found.push(file.survey);
      continue;
    }
    for (const { path, message } of file.problems) {
      log('error', 'survey-refused', { path: `${file.file}${path === '' ? '' : `: ${path}`}`, reason: message });
      problems.push(`${file.file}: ${path} ${message}`);
    }
  }
  const chosen = found.find(({ survey }) => survey.id === config.survey);
  if (chosen === undefined) {
    const why = problems.length > 0 ? `; ${problems.join('; ')}` : '';
    throw new GatewayError('MSCORE_SURVEY', `no usable survey "${config.survey}" in ${folder}${why}`, { retry: false });
  }
  return [chosen, ...found.filter((survey) => survey !== chosen)];
}

/**
 * What decides, as configured, the links apart.
 * @throws GatewayError of the file of keywords
 */
export const givenSettings = async (config: Config, surveys: GivenSettings['surveys']): Promise<GivenSettings> => ({
  surveys,
  walkIn: config.walkIn === 'on',
  sendsPerDay: config.sendsPerDay,
  fastReplyMs: config.fastReplyMs,
  // Named here once they run: 'dossier' for dossier-status, 'case' for case-desk, 'score' for results-aggregator.
  services: new Set(),
  keywords: await keywordsFor(config.keywords, surveys),
});

/** What conversations depend on of links; nothing of how they are bound. */
export const engineLinks = (links: readonly EngineLink[]): readonly EngineLink[] =>
  links.map(({ name, shortCodes, carriers, fastReplyMs }) => ({
    name,
    shortCodes,
    ...(carriers === undefined ? {} : { carriers }),
    ...(fastReplyMs === undefined ? {} : { fastReplyMs }),
  }));
