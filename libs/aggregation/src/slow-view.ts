import type { Plan } from './plan.js';
import { type PlanJson, planToJson } from './plan-to-json.js';

/** The share of its budget that a view may take before it counts as slow. */
const SLOW_SHARE = 0.8;

/** What to log of a run that took long, or nothing; `overMs` in place of most of the view's budget. */
export function slowView(plan: Plan, overMs: number = plan.budgetMs * SLOW_SHARE): PlanJson | undefined {
  return plan.lengthMs > overMs ? planToJson(plan) : undefined;
}
