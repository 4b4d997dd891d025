// A report as JSON: its whole value. Pure.
import { neutraliseJson } from '../text/safe.ts';
import type { Format } from './format.ts';

export const json: Format = ({ value }) => neutraliseJson(JSON.stringify(value, undefined, 2));
