/** `server_name` of the client's `serverName`: how the API writes its parameters and most of its keys. */
export function wireName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
