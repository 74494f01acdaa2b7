// What browsers have had since Debian's TypeScript was made.
declare class DecompressionStream {
  constructor(format: string);
  readable: ReadableStream;
  writable: WritableStream;
}
