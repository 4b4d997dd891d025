// The one place that talks HTTP: proxies of the environment, redirects, credentials, time-outs and retries.
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Dispatcher } from 'undici';
import { messageOf, RtoError } from '../errors.ts';
import { errnoOf } from './disk.ts';
import type { Env } from './modulesettings.ts';
import { Unserved } from './responses.ts';
import type { Secret } from './secret.ts';

export interface HttpOptions {
  /** How often one URL is tried in all. */
  attempts?: number;
  /** Wait before the second try, in ms; doubles each time. */
  backoff?: number;
  /** Silence, in ms, after which a connection counts as dropped. */
  stall?: number;
}

export type Answer = Dispatcher.ResponseData;

export interface Http {
  readonly attempts: number;
  /** One request, redirects followed; throws Unserved 'network' when there is no answer. Read or dump the body. */
  request(
    url: string,
    options?: {
      method?: 'GET' | 'HEAD';
      headers?: Record<string, string>;
      signal?: AbortSignal | undefined;
      secret?: Secret | undefined;
    },
  ): Promise<Answer>;
  /** Waits before try number `attempt` (1 waits not at all); longer where a server asks for it. */
  pause(attempt: number, retryAfter: string | undefined, signal: AbortSignal | undefined): Promise<void>;
}

/** undici is loaded at the first request: most commands never make one. */
export function openHttp(env: Env, { attempts = 4, backoff = 500, stall = 30_000 }: HttpOptions = {}): Http {
  let dispatcher: Promise<Dispatcher> | undefined;
  return {
    attempts,
    async request(url, { method = 'GET', headers = {}, signal, secret } = {}) {
      dispatcher ??= openDispatcher(env, stall);
      const through = await dispatcher;
      const { request } = await import('undici');
      const target = new URL(url);
      const { authorization, search = '' } = secret ?? {};
      target.search = search;
      try {
        return await request(target, {
          dispatcher: through,
          method,
          headers: { 'user-agent': 'rto', ...(authorization === undefined ? {} : { authorization }), ...headers },
          signal: signal ?? null,
        });
      } catch (error) {
        signal?.throwIfAborted();
        throw dropped(error);
      }
    },
    async pause(attempt, retryAfter, signal) {
      if (attempt <= 1) return;
      const asked = /^\d{1,2}$/.test(retryAfter ?? '') ? Number(retryAfter) * 1000 : 0;
      await sleep(Math.max(asked, backoff * 2 ** (attempt - 2)), undefined, signal ? { signal } : {});
    },
  };
}

async function openDispatcher(env: Env, stall: number): Promise<Dispatcher> {
  const { EnvHttpProxyAgent, interceptors } = await import('undici');
  try {
    const agent = new EnvHttpProxyAgent({
      httpProxy: env['http_proxy'] || env['HTTP_PROXY'] || '',
      httpsProxy: env['https_proxy'] || env['HTTPS_PROXY'] || '',
      noProxy: env['no_proxy'] || env['NO_PROXY'] || '',
      headersTimeout: stall,
      bodyTimeout: stall,
      connect: { timeout: Math.min(stall, 10_000) },
    });
    return agent.compose(interceptors.redirect({ maxRedirections: 5 }));
  } catch {
    // It is not shown: a text that does not parse may be a password.
    throw new RtoError('RTO_HTTP_PROXY', 'HTTP_PROXY or HTTPS_PROXY is no URL of a proxy', {
      try: 'set it to a URL such as http://proxy.example:3128, or unset it',
    });
  }
}

/** A connection that failed or broke off, as Unserved. */
export function dropped(error: unknown): Unserved {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const text = messageOf(error) || code;
  const message = code && !text.includes(code) ? `${text} (${code})` : text;
  return new Unserved('network', message, { passing: !NOBODY_THERE.has(code), cause: error });
}

/** Without a network, or with a host that is not there, asking again only makes the user wait. */
const NOBODY_THERE = new Set(['ENOTFOUND', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

const isPassing = (status: number): boolean => status >= 500 || status === 429 || status === 408;

/** Lets go of a body that nobody reads: it would hold its connection, and with it the process. */
export async function dropBody(answer: Answer): Promise<void> {
  await answer.body.dump({ limit: 64 * 1024, signal: AbortSignal.timeout(500) }).catch(() => {});
}

/** Any status but 200, as Unserved; reads a little of the body, where proxies say why. */
export async function refusal(answer: Answer): Promise<Unserved> {
  const { statusCode: status } = answer;
  const kind = status === 403 || status === 404 || status === 410 ? 'missing' : 'status';
  const plain = /^text\/plain\b/i.test(String(answer.headers['content-type'] ?? ''));
  const why = plain ? await firstLine(answer) : '';
  if (!plain) await dropBody(answer);
  return new Unserved(kind, `${status}${why ? ` ${why}` : ''}`, {
    notFound: status === 404 || status === 410,
    passing: isPassing(status),
  });
}

async function firstLine(answer: Answer): Promise<string> {
  try {
    const text = (await readBody(answer, 64 * 1024)).toString('utf8').trim();
    return text.split('\n', 1)[0]?.slice(0, 200) ?? '';
  } catch {
    return '';
  }
}

async function readBody(answer: Answer, limit: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of answer.body) {
    const data = Buffer.from(part);
    size += data.length;
    if (size > limit) throw new Unserved('garbage', `the answer is longer than ${limit} bytes`);
    parts.push(data);
  }
  return Buffer.concat(parts);
}

interface FetchOptions {
  /** Bytes; by default a million. */
  limit?: number;
  signal?: AbortSignal | undefined;
  secret?: Secret | undefined;
}

/** The whole of a small thing at an http, https or file URL; throws Unserved. */
export async function fetchBytes(
  http: Http,
  url: string,
  { limit = 1 << 20, signal, secret }: FetchOptions = {},
): Promise<Buffer> {
  if (url.startsWith('file:')) return readLocal(url);
  let failure: Unserved | undefined;
  let retryAfter: string | undefined;
  for (let attempt = 1; attempt <= http.attempts; attempt++) {
    await http.pause(attempt, retryAfter, signal);
    try {
      const answer = await http.request(url, { signal, secret });
      if (answer.statusCode === 200) return await readBody(answer, limit);
      failure = await refusal(answer);
      retryAfter = String(answer.headers['retry-after'] ?? '');
    } catch (error) {
      signal?.throwIfAborted();
      failure = error instanceof Unserved ? error : dropped(error);
    }
    if (!failure.passing) break;
  }
  throw failure ?? new Unserved('network', 'not asked');
}

async function readLocal(url: string): Promise<Buffer> {
  try {
    return await readFile(fileURLToPath(url));
  } catch (error) {
    throw localFailure(error);
  }
}

/** A file:// proxy that has no such file, or whose file cannot be read. */
export function localFailure(error: unknown): Unserved {
  const code = errnoOf(error);
  const missing = code === 'ENOENT' || code === 'ENOTDIR';
  return new Unserved(missing ? 'missing' : 'status', messageOf(error), { notFound: missing, cause: error });
}
