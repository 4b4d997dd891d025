// A loopback HTTP server whose answers a test decides, request by request.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Handler = (request: IncomingMessage, response: ServerResponse, count: number) => void;

export interface Server extends AsyncDisposable {
  url: string;
  /** `GET /path`, in the order they came. */
  asked: string[];
  close(): Promise<void>;
}

/** @param handler its `count` says how often this method and path were asked, 1 for the first time */
export async function serve(handler: Handler): Promise<Server> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const line = `${request.method} ${request.url}`;
    asked.push(line);
    handler(request, response, asked.filter((text) => text === line).length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}`, asked, close, [Symbol.asyncDispose]: close };
}

/** A handler that serves files by path, and 404 for all else. */
export function files(content: Record<string, Buffer | string>): Handler {
  return (request, response) => {
    const data = content[request.url ?? ''];
    if (data === undefined) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not found: no such thing\n');
      return;
    }
    response
      .writeHead(200, { 'content-length': Buffer.byteLength(data) })
      .end(request.method === 'HEAD' ? undefined : data);
  };
}

/** A server with byte ranges and an ETag, which drops the connection after `chunk` bytes of each answer. */
export function dropping(
  data: Buffer,
  chunk: number,
  options: {
    ranges?: boolean;
    etag?: (count: number) => string | undefined;
    /** Waited for before the connection drops: what was sent may not have been read yet. */
    read?: () => Promise<unknown>;
  } = {},
): Handler {
  return (request, response, count) => {
    const etag = options.etag ? options.etag(count) : '"one"';
    const match = /^bytes=(\d+)-$/.exec(request.headers.range ?? '');
    const current = request.headers['if-range'] === undefined || request.headers['if-range'] === etag;
    const start = match && options.ranges !== false && current ? Number(match[1]) : 0;
    response.writeHead(start ? 206 : 200, {
      'content-length': data.length - start,
      ...(etag === undefined ? {} : { etag }),
      ...(start ? { 'content-range': `bytes ${start}-${data.length - 1}/${data.length}` } : {}),
    });
    const part = data.subarray(start, start + chunk);
    response.write(part, async () => {
      if (start + chunk >= data.length) return void response.end();
      await options.read?.();
      response.socket?.destroySoon();
    });
  };
}
