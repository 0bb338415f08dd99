import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { CopyButtons } from './copy-buttons.ts';
import type { DoctorReport, DoctorSource, Ingest } from '../live-api.ts';

const DIALECTS: Readonly<Record<string, string>> = {
  'live-link-face': 'Live Link Face',
  ifacialmocap: 'iFacialMocap',
  vmc: 'VMC',
  'vtube-studio': 'VTube Studio',
};

/** What to type into the phone, and what the engine sees of it. */
export function phonePanel(
  ingest: readonly Ingest[],
  report: DoctorReport | null,
  copies: CopyButtons,
): TemplateResult {
  return html`${ingest.length === 0
      ? html`<p class="hint">This engine takes no packets of phones.</p>`
      : html`<p class="hint">
          In the app, open the settings, choose Live Link, add a target with this address and port, and
          set the subject name to the code.
        </p>`}
    ${ingest.map(
      ({ dialect, host, port, subject }) =>
        html`<section class="live-target">
          <h3>${DIALECTS[dialect] ?? dialect}</h3>
          <dl>
            ${line('Address', host, copies)} ${line('Port', String(port), copies)}
            ${line('Subject', subject, copies)}
          </dl>
        </section>`,
    )}
    ${doctor(report)}`;
}

function line(name: string, value: string, copies: CopyButtons): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd><code>${value}</code> ${copies.button(value, `Copy ${name.toLowerCase()}`)}</dd>
  </div>`;
}

function doctor(report: DoctorReport | null): TemplateResult | typeof nothing {
  if (report === null) {
    return nothing;
  }
  return html`<h3>What arrives</h3>
    ${report.sources.length === 0
      ? html`<p class="hint">No source yet.</p>`
      : html`<table class="live-sources">
          <thead>
            <tr>
              <th scope="col">Source</th>
              <th scope="col">Packets/s</th>
              <th scope="col">Last</th>
              <th scope="col">Loss</th>
              <th scope="col">Jitter</th>
            </tr>
          </thead>
          <tbody>
            ${report.sources.map(source)}
          </tbody>
        </table>`}`;
}

function source(found: DoctorSource): TemplateResult {
  const { name, dialect, packetsPerSecond, lastSeenMs, lossPercent, jitterMs, subject, deadChannels } = found;
  return html`<tr>
    <th scope="row">
      ${DIALECTS[dialect] ?? (name || dialect)}
      ${subject ? html`<small>${subject}</small>` : nothing}
      ${deadChannels !== undefined && deadChannels.length > 0
        ? html`<small>still: ${deadChannels.slice(0, 3).join(', ')}${deadChannels.length > 3 ? ' …' : ''}</small>`
        : nothing}
    </th>
    <td>${packetsPerSecond.toFixed(0)}</td>
    <td>${lastSeenMs < 0 ? '–' : lastSeenMs < 1_000 ? 'now' : `${(lastSeenMs / 1_000).toFixed(0)} s ago`}</td>
    <td>${typeof lossPercent === 'number' ? `${lossPercent.toFixed(1)} %` : '–'}</td>
    <td>${typeof jitterMs === 'number' ? `${jitterMs.toFixed(1)} ms` : '–'}</td>
  </tr>`;
}
