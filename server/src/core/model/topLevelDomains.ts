/** Top-level domains of countries: the two-letter codes of ISO 3166, and those that DNS has besides. */
const COUNTRIES = `
  ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz
  ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu
  fi fj fk fm fo fr ga gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu
  id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly
  ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz
  om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sk sl sm sn so sr ss st su sv sx sy sz
  tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw`;

/** The generic ones that servers are likely to have; a name under another one is unknown, which keeps rules silent. */
const GENERIC = `
  com net org edu gov mil int arpa info biz name pro mobi jobs travel tel cat asia xxx aero coop museum post
  academy agency ai app art audio bank bar best bid blog build business cafe camp capital care cards casa center chat
  church city click clinic cloud club co codes coffee community company computer construction consulting contact cool
  crypto dance data date dating day deals delivery design dev digital direct directory dog domains download earth
  education email energy engineer engineering enterprises equipment events exchange expert express family fan farm
  fashion finance financial fish fit foo football foundation fun fund fyi gallery game games garden gifts global gmbh
  gold google graphics green group guide guru haus health help holdings homes horse hospital host hosting house how
  icu immo inc industries ink institute insure international investments kitchen land law lawyer lease legal life
  limited limo link live llc loan lol london love ltd ltda management market marketing media men moe money monster movie
  nagoya network new news ngo ninja nyc observer one onl online ooo ovh page paris partners parts party photo
  photography photos pics pictures pizza place plus poker press productions properties pub quest radio realty recipes
  red rent rentals repair report rest restaurant review reviews rip rocks run sale sarl school science security services
  sexy shoes shop shopping show site ski social software solar solutions space sport store stream studio style sucks
  supply support surf surgery swiss systems tax taxi team tech technology tennis theater tips tires today tokyo tools
  top tours town toys trade training tube university uno vegas ventures vet video villas vin vip vision vote voyage
  watch webcam website wedding wiki win wine work works world wtf xin xyz yoga zip zone
  bayern berlin cologne hamburg koeln nrw ruhr saarland tirol wien zuerich amsterdam barcelona brussels budapest
  bzh corsica eus gal gent istanbul madrid melbourne miami moscow osaka quebec rio scot stockholm sydney vlaanderen wales
  aws azure bmw goog ibm microsoft office`;

/** Reserved for examples (RFC 2606), which stand for public names. */
const EXAMPLES = 'example';

const KNOWN: ReadonlySet<string> = new Set(`${COUNTRIES} ${GENERIC} ${EXAMPLES}`.trim().split(/\s+/));

/** Whether names in the public DNS end with `label`, which is in lower case; that of examples counts as one. */
export function isTopLevelDomain(label: string): boolean {
  return KNOWN.has(label) || /^xn--[a-z0-9-]+$/.test(label);
}
