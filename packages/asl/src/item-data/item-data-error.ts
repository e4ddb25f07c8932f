/** Data that can't be read as items: the cause of States.ItemReaderFailed. */
export class ItemDataError extends Error {
  override readonly name = 'ItemDataError';
}
