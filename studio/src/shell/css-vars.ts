import { directive, Directive, PartType } from 'lit-html/directive.js';
import type { ElementPart, PartInfo } from 'lit-html/directive.js';

class CssVars extends Directive {
  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) {
      throw new Error('cssVars belongs on an element');
    }
  }

  override update(part: ElementPart, [vars]: [Readonly<Record<string, string>>]): void {
    if (part.element instanceof HTMLElement) {
      for (const [name, value] of Object.entries(vars)) {
        part.element.style.setProperty(name, value);
      }
    }
  }

  render(_vars: Readonly<Record<string, string>>): void {}
}

/** Sets CSS custom properties without a style attribute, which the page's policy forbids. */
export const cssVars = directive(CssVars);
