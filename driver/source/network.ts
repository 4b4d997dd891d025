// What is needed to reach module proxies: HTTP, Go's settings and the list of proxies; each made when first needed.
import { ORIGIN, type ProxyEntry, parseGoproxy } from './goproxy.ts';
import { type Http, type HttpOptions, openHttp } from './http.ts';
import { type Env, type ModuleSettings, moduleSettings } from './modulesettings.ts';

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
  settings(): Promise<ModuleSettings>;
  /** Throws RTO_GOPROXY when GOPROXY cannot be understood. */
  proxies(): Promise<readonly ProxyEntry[]>;
}

export function openNetwork({ env, offline, http, origin = ORIGIN }: NetworkOptions): Network {
  let settings: Promise<ModuleSettings> | undefined;
  const read = () => {
    settings ??= moduleSettings(env);
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
