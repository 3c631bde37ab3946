/** The commands of OpenSSL's configuration files, in lowercase: it ignores their case. */
const COMMANDS = new Set(
  "signaturealgorithms clientsignaturealgorithms curves groups ecdhparameters cipherstring ciphersuites protocol minprotocol maxprotocol options verifymode certificate privatekey serverinfofile chaincapath chaincafile verifycapath verifycafile requestcafile clientcafile requestcapath clientcapath dhparameters recordpadding numtickets".split(
    " ",
  ),
);

/** Words of OpenSSL's lists of ciphers that are no names of ciphers, which have a hyphen. */
const CIPHER_WORDS = new Set(
  "DEFAULT ALL COMPLEMENTOFALL COMPLEMENTOFDEFAULT HIGH MEDIUM LOW EXP EXPORT EXPORT40 EXPORT56 eNULL NULL aNULL kRSA aRSA RSA kDHr kDHd kDH kDHE kEDH DH DHE EDH ADH kEECDH kECDHE ECDHE EECDH ECDH kECDH kECDHr kECDHe AECDH aDSS DSS aDH aECDSA ECDSA TLSv1.2 TLSv1.1 TLSv1.0 TLSv1 SSLv3 SSLv2 AES128 AES256 AES AESGCM AESCCM AESCCM8 ARIA128 ARIA256 ARIA ARIAGCM CAMELLIA128 CAMELLIA256 CAMELLIA CHACHA20 3DES DES RC4 RC2 IDEA SEED MD5 SHA1 SHA SHA256 SHA384 aGOST aGOST01 kGOST GOST94 GOST89MAC GOST PSK kPSK kECDHEPSK kECDHPSK kDHEPSK kRSAPSK aPSK SUITEB128 SUITEB128ONLY SUITEB192 SRP kSRP aSRP FIPS CBC".split(
    " ",
  ),
);

/** Whether OpenSSL may find a cipher for a list: it skips the words that it does not know, and refuses an empty result. */
export function isCipherList(text: string): boolean {
  return text.split(/[:, ;]/).some((word) => /^PROFILE=/.test(word) || isCipherWord(word));
}

function isCipherWord(word: string): boolean {
  if (/^[!-]/.test(word)) return false;
  const [first = ""] = word.replace(/^\+/, "").split("+");
  // OpenSSL compares no more than the beginning with this one.
  if (first.startsWith("DEFAULT")) return true;
  return CIPHER_WORDS.has(first) || /^[A-Z0-9]+(?:-[A-Z0-9]+)+$/.test(first);
}

/** Whether a text may be a list of curves: the name of each has a number, or nginx chooses. */
export function isCurveList(text: string): boolean {
  return text === "auto" || text.split(":").every((name) => /^[\w-]*\d[\w-]*$/.test(name));
}

/** Whether OpenSSL has a command of that name. */
export function isOpensslCommand(text: string): boolean {
  return COMMANDS.has(text.toLowerCase());
}
