/** A dialog opens once it is in the document, which it is right after the drawing. */
export function openModal(element: Element | undefined): void {
  queueMicrotask(() => {
    if (element instanceof HTMLDialogElement && element.isConnected && !element.open) {
      element.showModal();
    }
  });
}
