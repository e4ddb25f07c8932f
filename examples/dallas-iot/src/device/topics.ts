/** The topics of the office. NATS subjects are the same with dots: `office.room-1.alerts`. */
export function readingsTopic(room: string, boot: string): string {
  return `office/${room}/${boot}/readings`;
}

export function statusTopic(room: string, boot: string): string {
  return `office/${room}/${boot}/status`;
}

export const ALL_DEVICES = 'office/+/+/+';

/** What a topic of {@link ALL_DEVICES} says; undefined for another. */
export function parseDeviceTopic(
  topic: string,
): { readonly room: string; readonly boot: string; readonly kind: 'readings' | 'status' } | undefined {
  const [, room = '', boot = '', kind] = /^office\/([\w-]+)\/([\w-]+)\/(readings|status)$/.exec(topic) ?? [];
  return kind === 'readings' || kind === 'status' ? { room, boot, kind } : undefined;
}
