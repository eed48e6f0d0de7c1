/** The numbers of a review, as PRISMA 2020 wants them (Page et al. 2021, doi:10.1136/bmj.n71). */
import type { Flow } from '../../map-output/index.js';
import type { Context } from '../session/context.js';

export type ReviewReport = Flow;

export async function reviewReport({ store }: Context): Promise<ReviewReport> {
  const { papers, records, bySource } = await store.statusCounts();
  const marks = (await store.marked()).map(({ mark }) => mark);
  const decided = (decision: string): number => marks.filter((mark) => mark.decision === decision).length;
  const [included, excluded, maybe] = [decided('include'), decided('exclude'), decided('maybe')];
  const reasons = new Map<string, number>();
  for (const { decision, reason } of marks)
    if (decision === 'exclude') reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  return {
    sources: bySource.map((one) => ({ source: one.source, records: one.records })),
    identified: records,
    duplicates: records - papers,
    papers,
    screened: included + excluded + maybe,
    excluded,
    reasons: [...reasons]
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .map(([reason, count]) => ({ reason, papers: count })),
    maybe,
    included,
    left: papers - included - excluded - maybe,
  };
}
