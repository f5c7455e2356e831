import type { CaseUpdated, DossierAnswered, DossierStatus, ResponseId } from '@mscore/contracts';
import type { Invitation, ServiceAnswer } from '@mscore/survey';
import { durationOf } from './time';

/** The words of a line: `name=value` apart from the others, in their order. */
function wordsIn(line: string): {
  readonly words: readonly string[];
  readonly named: Readonly<Record<string, string>>;
} {
  const all = line.split(' ').filter((word) => word !== '');
  const named = all.flatMap((word) => /^([a-z]+)=(.+)$/.exec(word)?.slice(1) ?? []);
  const pairs = Array.from({ length: named.length / 2 }, (_, at) => named.slice(at * 2, at * 2 + 2));
  return { words: all.filter((word) => !/^[a-z]+=./.test(word)), named: Object.fromEntries(pairs) };
}

/** `UNIT | DATE`, as placeholders of an invitation; those of an office in Dong Ha where nothing is said. */
function valuesOf(words: readonly string[]): Readonly<Record<string, string>> {
  const [unit = '', d = ''] = words
    .join(' ')
    .split('|')
    .map((part) => part.trim());
  return { unit: unit === '' ? 'UBND P. Dong Ha' : unit, d: d === '' ? '20/11/2026' : d };
}

/** `[+delay] [landline] [UNIT | DATE] [survey=ID] [dossier=ID] [order=HASH]` */
export function invitationOf(line: string, response: ResponseId, now: number): Invitation {
  const { words, named } = wordsIn(line);
  const { survey = 'one-stop-shop', dossier, order = '5' } = named;
  const delay = words.find((word) => word.startsWith('+'));
  const others = words.filter((word) => word !== delay && word !== 'landline');
  return {
    response,
    survey,
    ...(dossier === undefined ? {} : { dossier }),
    values: valuesOf(others),
    order,
    person: !words.includes('landline'),
    at: now,
    notBefore: now + (delay === undefined ? 0 : durationOf(delay)),
  };
}

/**
 * `CODE status=4 [due=2026-11-30] [late=3] [unit=So_Tu_phap]`, several with `;` between, or `not-found`, `limit 5 [told]`,
 * `rating DOSSIER [sampled] [survey=ID] [UNIT | DATE]`, `rated-before`, `nothing-to-rate`.
 */
export function dossierAnswerOf(line: string, newResponse: ResponseId): ServiceAnswer {
  return { type: 'dossier.answered', newResponse, answer: answerOf(line) };
}

function answerOf(line: string): DossierAnswered['answer'] {
  const { words, named } = wordsIn(line);
  const [kind = '', first = '', ...rest] = words;
  switch (kind) {
    case 'not-found':
    case 'rated-before':
    case 'nothing-to-rate':
      return { kind };
    case 'limit':
      return { kind, hours: Number(first), told: rest.includes('told') };
    case 'rating': {
      const { survey } = named;
      const values = valuesOf(rest.filter((word) => word !== 'sampled'));
      const sampled = rest.includes('sampled');
      return { kind, dossier: first, sampled, values, ...(survey === undefined ? {} : { survey }) };
    }
    default:
      return { kind: 'status', dossiers: line.split(';').map(statusOf) };
  }
}

function statusOf(line: string): DossierStatus {
  const { words, named } = wordsIn(line);
  const { status, due, late, unit } = named;
  if (words[0] === undefined || status === undefined) throw new Error(`no such dossier: ${line}`);
  return {
    code: words[0],
    status: Number(status),
    ...(due === undefined ? {} : { due }),
    ...(late === undefined ? {} : { daysLate: Number(late) }),
    ...(unit === undefined ? {} : { unit: unit.replaceAll('_', ' ') }),
  };
}

/**
 * `CASE STATE [KIND] [due=2026-12-14] [hours=4] [own]`: the answer to what was last asked of the desk, or a step of its
 * own.
 */
export function caseAnswerOf(line: string, request: string | undefined): ServiceAnswer {
  const { words, named } = wordsIn(line);
  const [of = '', state = '', kind = 'complaint'] = words.filter((word) => word !== 'own');
  const { due, hours } = named;
  return {
    type: 'case.updated',
    update: {
      ...(request === undefined || words.includes('own') ? {} : { request }),
      case: of,
      state: state as CaseUpdated['state'],
      kind: kind as CaseUpdated['kind'],
      ...(due === undefined ? {} : { due }),
      ...(hours === undefined ? {} : { hours: Number(hours) }),
    },
  };
}

/** `none`, or `UNIT | Q3/2026 | 84.2 | 312 | 3 | 2 | 5`: period, score, answers, rank and between which ranks it lies. */
export function scoreAnswerOf(line: string): ServiceAnswer {
  if (line === 'none') return { type: 'score.answered' };
  const [unit = '', period = '', score = '', answers = '', rank = '', low = '', high = ''] = line
    .split('|')
    .map((part) => part.trim());
  return { type: 'score.answered', score: { unit, period, score, answers, rank, low, high } };
}
