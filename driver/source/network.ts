// What is needed to reach module proxies: HTTP, Go's settings and the list of proxies; each made when first needed.
import { ORIGIN, type ProxyEntry, parseGoproxy } from './goproxy.ts';
import { type Env, type GoSettings, goSettings } from './gosettings.ts';
import { type Http, type HttpOptions, openHttp } from './http.ts';

export interface NetworkOptions {
  env: Env;
  /** Nothing is ever asked over the network. */
  offline: boolean;
  http?: HttpOptions;
  /** Where `direct` leads, instead of ORIGIN. */
  origin?: string;
}

export interface Network {
  readonly http: Http;
  readonly origin: string;
  readonly offline: boolean;
  settings(): Promise<GoSettings>;
  /** Throws RTO_GOPROXY when GOPROXY cannot be understood. */
  proxies(): Promise<readonly ProxyEntry[]>;
}

export function openNetwork({ env, offline, http, origin = ORIGIN }: NetworkOptions): Network {
  let settings: Promise<GoSettings> | undefined;
  const read = () => {
    settings ??= goSettings(env);
    return settings;
  };
  return {
    http: openHttp(env, http),
    origin,
    offline,
    settings: read,
    proxies: async () => parseGoproxy((await read()).GOPROXY),
  };
}
