// What the secrets program is built to observe, and what the search for leaks is tried with.

/** All groups, and functions by name to which the program passes secrets. */
export const OBSERVED = [
  'reflect',
  'unsafe',
  'crypto',
  ...[
    'Value.FieldByName',
    'Value.SetMapIndex',
    'Value.SetBytes',
    'Value.MapIndex',
    'Value.Interface',
    'Value.String',
  ].map((name) => `reflect.${name}`),
  ...['Append', 'Copy', 'DeepEqual'].map((name) => `reflect.${name}`),
  'encoding/json.Marshal',
  'encoding/json.Unmarshal',
  'encoding/xml.Marshal',
  'encoding/gob.(*Encoder).Encode',
  'encoding/hex.EncodeToString',
  'encoding/base64.(*Encoding).EncodeToString',
  'text/template.(*Template).Execute',
  'crypto/subtle.ConstantTimeCompare',
  'crypto/tls.(*Conn).Write',
  'crypto/ed25519.NewKeyFromSeed',
  'crypto/cipher.NewCBCEncrypter',
  'fmt.Sprintf',
  'fmt.Errorf',
  'net/url.Parse',
  'os/exec.Command',
  'os.Setenv',
  'os.Getenv',
  'os.WriteFile',
  'strconv.Quote',
  'strings.Contains',
  'example.com/secrets.login',
  'example.com/secrets.(*vault).open',
  'example.com/secrets.pick',
];

/** Operations that must be in the log: a log that is empty holds no secrets either. */
export const SEEN = [
  'reflect.ValueOf',
  'reflect.Value.Call',
  'reflect.Value.SetString',
  'reflect.Value.SetBytes',
  'reflect.MakeFunc',
  'unsafe.Slice',
  'unsafe.Add',
  'crypto/aes.NewCipher',
  'crypto/hmac.New',
  'crypto/rsa.DecryptOAEP',
  'crypto/ed25519.NewKeyFromSeed',
  'crypto/x509.ParsePKCS8PrivateKey',
  'crypto/rand.Read',
  'crypto/tls.Client',
  'crypto/subtle.ConstantTimeCompare',
  'encoding/json.Marshal',
  'os/exec.Command',
  'net/url.Parse',
  'fmt.Sprintf',
];

/** Encodings that the search must see, each of the ten bytes of a secret. */
export const CAUGHT: readonly [string, (secret: Buffer) => string][] = [
  ['raw bytes', (secret) => secret.toString('latin1')],
  ['raw bytes, escaped', (secret) => [...secret].map((byte) => `\\u00${hex(byte)}`).join('')],
  ['eight of its bytes', (secret) => secret.subarray(1, 9).toString('latin1')],
  ['bytes in the other order', (secret) => Buffer.from(secret).reverse().toString('hex')],
  ['hex', (secret) => secret.toString('hex')],
  ['capital hex', (secret) => secret.toString('hex').toUpperCase()],
  ['hex with colons', (secret) => [...secret].map(hex).join(':')],
  ['a Go literal', (secret) => `[]byte{${[...secret].map((byte) => `0x${hex(byte)}`).join(', ')}}`],
  ['base64', (secret) => secret.toString('base64')],
  ['base64 one byte into other data', (secret) => Buffer.concat([Buffer.from('?'), secret]).toString('base64')],
  ['base64 two bytes into other data', (secret) => Buffer.concat([Buffer.from('??'), secret]).toString('base64')],
  ['base64 for URLs', (secret) => secret.toString('base64url')],
  ['a list of decimals', (secret) => `[${[...secret].join(' ')}]`],
  ['a list of decimals with commas', (secret) => [...secret].join(', ')],
  ['a decimal number', (secret) => BigInt(`0x${secret.toString('hex')}`).toString()],
  ['a word of memory', (secret) => secret.readBigUInt64LE(1).toString()],
  ['a signed word of memory', (secret) => secret.readBigInt64BE(0).toString()],
];

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
