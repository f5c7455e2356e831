import { declaredMetrics } from '../src/metrics';
import { read, rules } from './alert-rules';

interface RuleTest {
  readonly alert_rule_test: readonly { readonly alertname: string; readonly exp_alerts: readonly unknown[] }[];
}

const tests = (read('alerts.test.yml') as { tests: RuleTest[] }).tests.flatMap((one) => one.alert_rule_test);

/** Metrics that every Prometheus has about what it scrapes. */
const PROMETHEUS_OWN: Readonly<Record<string, readonly string[]>> = { up: ['job', 'instance'] };
/** Words of PromQL that are no function and no metric. */
const KEYWORDS = new Set(['by', 'on', 'and', 'or', 'unless', 'ignoring', 'without']);

/** The metrics of an expression, each with the labels it is asked for; and the labels it is grouped or joined by. */
function namesIn(expr: string): { metrics: [string, string[]][]; grouping: string[] } {
  const grouping: string[] = [];
  const rest = expr.replace(/\b(by|on|ignoring|without) \(([^)]*)\)/g, (_all, _word, labels: string) => {
    grouping.push(...labels.split(',').map((label) => label.trim()));
    return ' ';
  });
  const metrics: [string, string[]][] = [];
  const outside = rest.replace(/([a-z_:][a-z0-9_:]*)\{([^}]*)\}/g, (_all, name: string, matchers: string) => {
    metrics.push([name, [...matchers.matchAll(/([a-z_]+)\s*(?:=~|!~|!=|=)/g)].map(([, label]) => label ?? '')]);
    return ' ';
  });
  for (const [name] of outside.replace(/\[[^\]]*\]/g, ' ').matchAll(/[a-z_:][a-z0-9_:]*(?![a-z0-9_:]*\s*\()/g)) {
    if (!KEYWORDS.has(name)) metrics.push([name, []]);
  }
  return { metrics, grouping };
}

const labelsOf = (metric: string): readonly string[] | undefined =>
  Object.hasOwn(declaredMetrics, metric) ? declaredMetrics[metric]?.labels : PROMETHEUS_OWN[metric];

describe.each(rules.map((rule) => [rule.alert, rule] as const))('%s', (_name, { expr, labels, annotations }) => {
  const { metrics, grouping } = namesIn(expr);

  test('asks for metrics that are declared, by labels they have', () => {
    expect(metrics.length).toBeGreaterThan(0);
    for (const [metric, asked] of metrics) {
      const declared = labelsOf(metric);
      expect([metric, declared]).toEqual([metric, expect.any(Array)]);
      expect(declared).toEqual(expect.arrayContaining(asked));
      expect(declared).toEqual(expect.arrayContaining(grouping));
    }
  });

  test('asks for the growth of counters, and of nothing else', () => {
    for (const [metric] of metrics) {
      const grows = new RegExp(`(rate|increase)\\(${metric}\\b`).test(expr);
      expect([metric, grows]).toEqual([metric, declaredMetrics[metric]?.kind === 'counter']);
    }
  });

  test('says how bad it is, what happened, and what to do with which command', () => {
    expect(labels.severity).toMatch(/^(critical|warning)$/);
    expect(annotations.summary).toMatch(/\S.*\.$/);
    expect(annotations.action).toMatch(/mscore |\/readyz/);
    const known = [...grouping, ...metrics.flatMap(([metric]) => labelsOf(metric) ?? [])];
    for (const [, label] of Object.values(annotations)
      .join(' ')
      .matchAll(/\$labels\.(\w+)/g)) {
      expect(known).toContain(label);
    }
  });

  test('is seen to fire and not to fire', () => {
    const [silent, firing] = [true, false].map((empty) =>
      tests.some(({ alertname, exp_alerts }) => alertname === _name && (exp_alerts.length === 0) === empty),
    );
    expect({ silent, firing }).toEqual({ silent: true, firing: true });
  });
});
