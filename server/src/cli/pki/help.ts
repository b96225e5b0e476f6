/** What `scrapeguard pki --help` prints. */
export const PKI_HELP = `Usage: scrapeguard pki ca [--out DIR] [--name NAME] [--years N] [--bits N]
       scrapeguard pki issue --name NAME... --for server|client|both [options]
       scrapeguard pki renew FILE.crt [--new-key --out DIR] [options]
       scrapeguard pki csr --name NAME... --for server|client|both [options]
       scrapeguard pki sign FILE.csr [--name NAME... | --yes] [options]
       scrapeguard pki p12 FILE.crt [--key FILE] [--authority FILE] [--out F]
       scrapeguard pki plain FILE.key --out FILE
       scrapeguard pki inspect FILE... [--json]

Makes and reads certificates:
  ca        A certificate authority: ca.crt and ca.key. For production make it
            on a machine of its own, and take requests there ("csr", "sign")
  issue     A certificate with a new key, NAME.crt and NAME.key
  renew     The same names and usage again, in the place of FILE.crt
  csr       A request for another authority, NAME.csr, with a new key
  sign      The certificate for a request. Its names are shown, and confirmed
            on a terminal; or they are said with --name, or accepted by --yes
  p12       A certificate with its key for a browser (PKCS#12)
  plain     A key without its passphrase: exporters cannot ask for one
  inspect   Subject, names, usages, dates, fingerprint and chain

Options:
  --name NAME               A DNS name, with a wildcard at most, or an IP
                            address; several times for several. The first
                            names the files. With "ca": how it is called
  --for server|client|both  What the certificate is for. With "sign": default
                            what the request asks for; with "renew": where
                            the old one does not say it
  --ca DIR                  Folder with ca.crt and ca.key (default: pki). With
                            an intermediate authority, the certificates above
                            it follow its own in ca.crt
  --out DIR                 Folder of what is made (default: the current one;
                            "ca": pki; "sign" and "renew": that of the file)
  --file NAME               Name of the files, without their ending
  --days N                  How long a certificate is valid (default: 397),
                            never beyond the end of its authority
  --years N                 How long an authority is valid (default: 5)
  --bits N                  Length of the RSA key: 3072 (default) or 2048; with
                            "ca" 4096 (default) or 3072
  --new-key                 With "renew": a new key too, into another folder
  --yes                     With "sign": accept the names of the request
  --ca-passphrase-file FILE Read the passphrase of the authority's key there;
                            "-" is standard input (default: it is asked for)
  --no-ca-passphrase        The authority's key has none, or gets none
  --passphrase-file FILE    With "p12" and "plain": the same for their file
  --json                    With "inspect": for programs
  -h, --help                Print this help

Keys are readable by you alone, and never overwritten. A passphrase is never an
argument. Exit status: 0 done, 1 "inspect" found problems, 2 refused or wrong
usage, 130 broken off.
`;
