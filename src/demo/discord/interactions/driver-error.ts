/** Something that Discord's client would not let a person do, or that went wrong before their eyes. */
export class DriverError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DriverError';
  }
}
