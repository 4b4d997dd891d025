// The kinds of value that rto takes from TOML: those that Nix reads the same, so neither floats nor dates.
export type Settings = string | number | boolean | Settings[] | { [key: string]: Settings };
export type Table = { [key: string]: Settings };
