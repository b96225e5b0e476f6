/** The flags that `options` takes with OpenSSL 3.0 (`stunnel -options`); the set depends on the headers of the build. */
export const TLS_OPTIONS: readonly string[] = words(`
  ALL ALLOW_CLIENT_RENEGOTIATION ALLOW_NO_DHE_KEX ALLOW_UNSAFE_LEGACY_RENEGOTIATION CIPHER_SERVER_PREFERENCE
  CISCO_ANYCONNECT CLEANSE_PLAINTEXT COOKIE_EXCHANGE CRYPTOPRO_TLSEXT_BUG DISABLE_TLSEXT_CA_NAMES
  DONT_INSERT_EMPTY_FRAGMENTS ENABLE_KTLS ENABLE_MIDDLEBOX_COMPAT EPHEMERAL_RSA IGNORE_UNEXPECTED_EOF
  LEGACY_SERVER_CONNECT MICROSOFT_BIG_SSLV3_BUFFER MICROSOFT_SESS_ID_BUG MSIE_SSLV2_RSA_PADDING NETSCAPE_CA_DN_BUG
  NETSCAPE_CHALLENGE_BUG NETSCAPE_DEMO_CIPHER_CHANGE_BUG NETSCAPE_REUSE_CIPHER_CHANGE_BUG NO_ANTI_REPLAY NO_COMPRESSION
  NO_DTLS_MASK NO_DTLSv1 NO_DTLSv1_2 NO_ENCRYPT_THEN_MAC NO_EXTENDED_MASTER_SECRET NO_QUERY_MTU NO_RENEGOTIATION
  NO_SESSION_RESUMPTION_ON_RENEGOTIATION NO_SSL_MASK NO_SSLv2 NO_SSLv3 NO_TICKET NO_TLSv1 NO_TLSv1_1 NO_TLSv1_2
  NO_TLSv1_3 PKCS1_CHECK_1 PKCS1_CHECK_2 PRIORITIZE_CHACHA SAFARI_ECDHE_ECDSA_BUG SINGLE_DH_USE SINGLE_ECDH_USE
  SSLEAY_080_CLIENT_DH_BUG SSLREF2_REUSE_CERT_TYPE_BUG TLS_BLOCK_PADDING_BUG TLS_D5_BUG TLSEXT_PADDING
  TLS_ROLLBACK_BUG`);

/** The flags of `OCSPflag`. */
export const OCSP_FLAGS: readonly string[] = words(`
  NOCERTS NOINTERN NOSIGS NOCHAIN NOVERIFY NOEXPLICIT NOCASIGN NODELEGATED NOCHECKS TRUSTOTHER RESPID_KEY NOTIME`);

/** The facilities of syslog that `debug` takes in the global part. */
export const FACILITIES: readonly string[] = words(`
  auth authpriv cron daemon ftp kern lpr mail news syslog user uucp local0 local1 local2 local3 local4 local5 local6
  local7`);

/** The names of the levels of `debug`, from 0 to 7. */
export const DEBUG_LEVELS: readonly string[] = words('emerg alert crit err warning notice info debug');

/** The protocols that `sslVersion` and its kin name. */
export const TLS_VERSIONS = ['SSLv3', 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const;

/** The cipher suites of TLS 1.3, for `ciphersuites`. */
export const TLS13_SUITES: readonly string[] = words(`
  TLS_AES_256_GCM_SHA384 TLS_CHACHA20_POLY1305_SHA256 TLS_AES_128_GCM_SHA256 TLS_AES_128_CCM_SHA256
  TLS_AES_128_CCM_8_SHA256`);

/** The strong cipher suites of TLS 1.2, which are offered for `ciphers`. */
export const TLS12_CIPHERS: readonly string[] = words(`
  ECDHE-ECDSA-AES256-GCM-SHA384 ECDHE-RSA-AES256-GCM-SHA384 ECDHE-ECDSA-AES128-GCM-SHA256 ECDHE-RSA-AES128-GCM-SHA256
  ECDHE-ECDSA-CHACHA20-POLY1305 ECDHE-RSA-CHACHA20-POLY1305`);

/** The curves and groups of OpenSSL 3.0 that are worth offering for `curves`. */
export const COMMON_CURVES: readonly string[] = words('X25519 P-256 P-384 P-521 X448');

/** The names of groups that OpenSSL 3.0 takes, as it writes them. */
export const KNOWN_GROUPS: ReadonlySet<string> = new Set([
  ...words(`
    X25519 x25519 X448 x448 P-192 P-224 P-256 P-384 P-521 prime192v1 prime256v1 secp160k1 secp160r1 secp160r2 secp192k1
    secp192r1 secp224k1 secp224r1 secp256k1 secp256r1 secp384r1 secp521r1 brainpoolP256r1 brainpoolP384r1
    brainpoolP512r1 ffdhe2048 ffdhe3072 ffdhe4096 ffdhe6144 ffdhe8192 sect163k1 sect163r1 sect163r2 sect193r1 sect193r2
    sect233k1 sect233r1 sect239k1 sect283k1 sect283r1 sect409k1 sect409r1 sect571k1 sect571r1`),
  ...['163', '233', '283', '409', '571'].flatMap((size) => [`B-${size}`, `K-${size}`]),
]);

/** The words of an OpenSSL cipher list (ciphers(1)) that stand for a set of ciphers, also those of older builds. */
export const CIPHER_KEYWORDS: ReadonlySet<string> = new Set(
  words(`
    DEFAULT COMPLEMENTOFDEFAULT ALL COMPLEMENTOFALL HIGH MEDIUM LOW EXPORT EXPORT40 EXPORT56 EXP eNULL NULL aNULL kRSA
    aRSA RSA kDHr kDHd kDH kDHE kEDH DHE EDH DH ADH kEECDH kECDHE kECDH kECDHr kECDHe ECDHE EECDH ECDH AECDH aDSS DSS aDH
    aECDSA aECDH ECDSA SSLv2 SSLv3 TLSv1 TLSv1.0 TLSv1.2 AES128 AES256 AES AESGCM AESCCM AESCCM8 ARIA128 ARIA256 ARIA
    ARIAGCM CAMELLIA128 CAMELLIA256 CAMELLIA CHACHA20 CBC 3DES DES RC4 RC2 IDEA SEED MD5 SHA1 SHA SHA256 SHA384 aGOST
    aGOST01 aGOST12 kGOST kGOST18 GOST94 GOST89 GOST89MAC GOST12 PSK kPSK aPSK kRSAPSK kECDHEPSK kDHEPSK SRP kSRP aSRP FIPS
    SUITEB128 SUITEB128ONLY SUITEB128C2 SUITEB192 PROFILE=SYSTEM`),
);

/** The parts of which names of ciphers are made. */
const CIPHER_PARTS: ReadonlySet<string> = new Set(
  words(`
    ECDHE DHE EDH DH ECDH ADH AECDH RSA ECDSA DSS PSK SRP EXP KRB5 AES128 AES256 AES 128 256 GCM CCM CCM8 CBC CBC3
    CAMELLIA128 CAMELLIA256 ARIA128 ARIA256 CHACHA20 POLY1305 NULL SHA SHA256 SHA384 MD5 RC2 RC4 DES IDEA SEED
    GOST2001 GOST2012256 GOST94 GOST89 GOST2012 GOST12`),
);

/** Whether `name` has the form of a cipher of TLS 1.2 or older: OpenSSL's, or that of the standards. */
export function isCipherName(name: string): boolean {
  const parts = name.split('-');
  return (parts.length > 1 && parts.every((part) => CIPHER_PARTS.has(part))) || /^TLS_\w+_WITH_\w+$/.test(name);
}

/** What a socket option takes. */
export type SocketValue = 'flag' | 'integer' | 'linger' | 'time' | 'text';

/** The socket options by name; names are upper case only. The last three are those of other systems than Linux. */
export const SOCKET_OPTIONS: ReadonlyMap<string, SocketValue> = new Map([
  ...words('SO_DEBUG SO_DONTROUTE SO_KEEPALIVE SO_OOBINLINE SO_REUSEADDR TCP_NODELAY IP_FREEBIND IPV6_V6ONLY').map(
    (name) => [name, 'flag'] as const,
  ),
  ...words('SO_RCVBUF SO_SNDBUF SO_RCVLOWAT SO_SNDLOWAT TCP_KEEPCNT TCP_KEEPIDLE TCP_KEEPINTVL IP_TOS IP_TTL').map(
    (name) => [name, 'integer'] as const,
  ),
  ['SO_LINGER', 'linger'],
  ['SO_RCVTIMEO', 'time'],
  ['SO_SNDTIMEO', 'time'],
  ['SO_BINDTODEVICE', 'text'],
  ['IP_BINDANY', 'flag'],
  ['IPV6_BINDANY', 'flag'],
  ['SO_EXCLUSIVEADDRUSE', 'flag'],
]);

/** The protocols that stunnel speaks before TLS, and on which side it can (stunnel-rules.md 3c). */
export const PROTOCOLS: ReadonlyMap<string, { readonly client: boolean; readonly server: boolean }> = new Map([
  ['capwin', { client: true, server: true }],
  ['capwinctrl', { client: true, server: false }],
  ['cifs', { client: true, server: true }],
  ['connect', { client: true, server: true }],
  ['imap', { client: true, server: true }],
  ['ldap', { client: true, server: false }],
  ['nntp', { client: true, server: false }],
  ['pgsql', { client: true, server: true }],
  ['pop3', { client: true, server: true }],
  ['proxy', { client: false, server: true }],
  ['smtp', { client: true, server: true }],
  ['socks', { client: true, server: true }],
]);

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
