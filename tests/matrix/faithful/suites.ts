// The test suites of others that must end alike with stock and with instrumented Go.

/** A package of the standard library, or a module at a version that every Go from 1.19 on builds. */
export interface Suite {
  name: string;
  /** Of a module: its version. */
  version?: string;
  /** Run in the short matrix as well. */
  always?: true;
}

export const STANDARD: readonly Suite[] = [
  { name: 'reflect', always: true },
  { name: 'encoding/json', always: true },
  { name: 'text/template', always: true },
  { name: 'errors', always: true },
  { name: 'crypto/sha256', always: true },
  { name: 'encoding/xml' },
  { name: 'encoding/gob' },
  { name: 'html/template' },
  { name: 'fmt' },
  { name: 'sort' },
  { name: 'strings' },
  { name: 'sync' },
  { name: 'net/rpc' },
  { name: 'database/sql' },
  { name: 'crypto/rsa' },
  { name: 'crypto/x509' },
  { name: 'crypto/tls' },
  { name: 'os/exec' },
];

/** Modules that live by reflect or unsafe. */
export const MODULES: readonly Suite[] = [
  { name: 'gopkg.in/yaml.v3', version: 'v3.0.1', always: true },
  { name: 'github.com/mitchellh/mapstructure', version: 'v1.5.0', always: true },
  { name: 'github.com/google/go-cmp', version: 'v0.5.9' },
  { name: 'github.com/stretchr/testify', version: 'v1.8.4' },
  { name: 'github.com/pelletier/go-toml/v2', version: 'v2.0.9' },
  { name: 'github.com/BurntSushi/toml', version: 'v1.3.2' },
  { name: 'github.com/vmihailenco/msgpack/v5', version: 'v5.4.1' },
  { name: 'github.com/spf13/cobra', version: 'v1.8.0' },
  { name: 'github.com/spf13/pflag', version: 'v1.0.5' },
  { name: 'github.com/jinzhu/copier', version: 'v0.4.0' },
  { name: 'dario.cat/mergo', version: 'v1.0.0' },
  { name: 'github.com/json-iterator/go', version: 'v1.1.12' },
  { name: 'github.com/goccy/go-json', version: 'v0.10.2' },
];

export type Mode = 'unobserved' | 'log off' | 'log on';

export const MODES: readonly Mode[] = ['unobserved', 'log off', 'log on'];

/**
 * Tests that end otherwise than with stock Go, by suite and mode, and why: they must be taken off when they
 * do not. `from` is the first Go minor in which stock Go passes.
 */
export const KNOWN: readonly { suite: string; modes: readonly Mode[]; tests: RegExp; why: string; from?: number }[] =
  [];
