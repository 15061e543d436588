import type { ApiDocument } from '../../changes/api-document.js';
import { addExamples } from './add-examples.js';
import { addLimitHeaders } from './limit-headers.js';
import { useOneProblem } from './one-problem.js';
import { addTags } from './tags.js';
import { tellOperations } from './tell-operations.js';

/** What the document of this API says beside what its handlers and schemas do, one after the other. */
const STEPS = [addTags, tellOperations, useOneProblem, addLimitHeaders, addExamples];

export function completeApi(document: ApiDocument): ApiDocument {
  return STEPS.reduce((changed, step) => step(changed), document);
}
