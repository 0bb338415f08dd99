import { html } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { words } from '../format/format.ts';

const KNOWN = new Set(['excellent', 'good', 'acceptable', 'poor', 'rejected']);

/** The grade in a word, coloured by how good it is. */
export function gradeBadge(grade: string): TemplateResult {
  return html`<span class="badge ${KNOWN.has(grade) ? grade : ''}" data-grade=${grade}
    >${words(grade)}</span
  >`;
}
