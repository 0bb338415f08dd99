import { html, svg } from 'lit-html';
import type { SVGTemplateResult, TemplateResult } from 'lit-html';

function icon(paths: SVGTemplateResult): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${paths}</svg>`;
}

export const icons = {
  logo: html`<svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
    <path class="logo-line" d="M16 5.5 24 11v9l-8 7-8-7v-9z" />
    <path class="logo-line faint" d="M8 11l8 4.5L24 11M16 15.5V27M8 20l8-4.5L24 20" />
    <circle cx="16" cy="15.5" r="1.7" />
    <circle cx="8" cy="11" r="1.5" />
    <circle cx="24" cy="11" r="1.5" />
  </svg>`,
  photo: icon(
    svg`<path d="M4 7.5h3.2L9 5h6l1.8 2.5H20v11H4z" /><circle cx="12" cy="12.6" r="3.4" />`,
  ),
  check: icon(svg`<path d="m6 12.5 4 4 8-9" />`),
  cross: icon(svg`<path d="m7 7 10 10M17 7 7 17" />`),
  dash: icon(svg`<path d="M8 12h8" />`),
  warning: icon(svg`<path d="M12 4.5 21 19.5H3zM12 10v4.5M12 16.6v.6" />`),
  info: icon(svg`<circle cx="12" cy="12" r="8.5" /><path d="M12 11v5M12 7.6v.6" />`),
  pencil: icon(svg`<path d="M5 19l.8-3.6L15.4 5.8l2.8 2.8L8.6 18.2zM13.6 7.6l2.8 2.8" />`),
  bin: icon(svg`<path d="M5 7h14M9.5 7V5h5v2M7 7l.8 12h8.4L17 7M10.4 10.5v5.5M13.6 10.5v5.5" />`),
  zoom: icon(svg`<path d="M4.5 9V4.5H9M15 4.5h4.5V9M19.5 15v4.5H15M9 19.5H4.5V15" />`),
  download: icon(svg`<path d="M12 4.5v10M7.5 10.5 12 15l4.5-4.5M5 19.5h14" />`),
  again: icon(svg`<path d="M19 12a7 7 0 1 1-2.1-5M19 4v4.2h-4.2" />`),
  search: icon(svg`<circle cx="10.8" cy="10.8" r="5.8" /><path d="m15.2 15.2 4.6 4.6" />`),
  person: icon(svg`<circle cx="12" cy="8.6" r="3.8" /><path d="M4.8 19.6c1-4 4-5.8 7.2-5.8s6.2 1.8 7.2 5.8" />`),
};
