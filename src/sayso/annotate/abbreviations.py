"""Words that keep their full stop, and prefixes that keep their hyphen."""

from __future__ import annotations

# titles and the like: what follows belongs to them, so they end no sentence
TITLES = frozenset(
    "adm amb att asst attn atty brig capt cardl cdr cmdr col comdr cpl dr fr ft gen gov hon lt lieut "
    "maj messrs mlle mme mr mrs ms msgr mt mx pfc pres prof pvt rear rep reps ret rev sec sen sens sgt "
    "sr st ste sup supt vs viz approx ca cf e.g eg i.e ie esp incl mlles no nos dept est ave blvd rd".split()
)
# these may end a sentence as well
ENDINGS = frozenset(
    "al assn assoc bros co corp cos etc inc intl jr ltd plc dist div univ vol yr yrs min mins hr hrs oz "
    "lb lbs jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri ala "
    "ariz ark calif colo conn del fla ga ind kan ky la md mich minn mo mont neb nev okla pa penn tenn "
    "tex va vt wis wyo que ont ph ed eds ext fig para spec conf admin govt misc mfg".split()
)
ABBREVIATIONS = TITLES | ENDINGS
# words as well as abbreviations: only a number or a comma after them tells
DOUBTFUL = frozenset(
    "no nos sec fig mar min mon ed wed fri mo la pa ind del ret hon est art ext rev rear sup vol para "
    "min mins ca eg ie ft ga ph al rd spec conf dist co div pres att rep reps st ste mt gen col tex ont "
    "misc fr".split()
)
# doubtful ones are told by their capital where they stand before a name: "Gen. Smith", "Mt. Rainier"
BEFORE_NAMES = frozenset(
    "col fr ft gen hon mt pres rep reps rev sec st ste sup co la pa ga tex ont mar al wed fri mon".split()
)

PREFIXES = frozenset(
    "anti bi co counter cross de e ex inter intra meta micro mid mini multi neo non over post pre pro "
    "psycho re semi socio sub super tele trans tri ultra un under".split()
)

# informal spellings of two words, and where the first ends
JOINED_WORDS = {
    "cannot": 3,
    "gonna": 3,
    "wanna": 3,
    "gotta": 3,
    "lotta": 3,
    "outta": 3,
    "youre": 3,
    "lemme": 3,
    "gimme": 3,
    "dont": 2,
    "doesnt": 4,
    "didnt": 3,
    "cant": 2,
    "wont": 2,
    "isnt": 2,
    "wasnt": 3,
    "arent": 3,
    "havent": 4,
    "hasnt": 3,
    "couldnt": 5,
    "wouldnt": 5,
    "shouldnt": 6,
    "im": 1,
    "ive": 1,
    "thats": 4,
    "theres": 5,
    "whats": 4,
    "hes": 2,
    "shes": 3,
}
