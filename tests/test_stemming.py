"""Which words meet by their stem, and which must not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readinglist.stemming import LONGEST_ENDING, shared_start, stem

MEET = """
policy policies
learn learning
learn learned
learner learn
train training
train trained
trainer training
reward rewards
agent agents
model models
model modelling
model modeling
modelled modeled
label labelled
label labeling
control controlled
controller controlling
plan planning
planner plan
run running
embed embedding
embeddings embedded
sample sampling
sampled samples
sampler sample
code coding
encode encoder
encoding encoders
decoder decoding
rate rating
make making
scale scaling
scales scaled
tune tuning
prune pruning
parse parsing
parsers parser
share shared
base based
create creating
creates created
creator create
debate debating
write writing
drive driving
apply applied
apply applies
study studies
studied studying
class classes
loss losses
box boxes
match matches
matching matched
search searches
bias biases
biased bias
database databases
behaviour behavior
behaviours behaviors
behavioural behavioral
colour color
favour favor
favourite favorite
neighbour neighbors
labour labor
rigour rigor
optimise optimize
optimised optimized
optimising optimizing
optimisation optimization
optimiser optimizer
optimisers optimization
optimize optimization
generalise generalization
generalisation generalizing
regularisation regularized
normalise normalization
quantised quantization
organisation organizations
analyse analyze
analysis analyses
analysis analyze
analysed analysing
hypothesis hypotheses
parenthesis parentheses
diagnosis diagnoses
thesis theses
matrix matrices
index indices
vertex vertices
centre center
centres centers
centred centered
theatre theater
fibre fiber
metre meters
estimate estimation
estimator estimating
generate generation
generator generated
generators generating
simulate simulation
simulator simulations
evaluate evaluation
evaluations evaluated
activate activation
imitate imitation
annotate annotation
rotate rotation
locate location
represent representation
representations representing
augment augmentation
segmentation segmented
present presentation
implementation implement
classify classification
classifier classify
classifiers classified
verify verification
verifier verifying
explore exploration
exploring explored
exploit exploitation
adapt adaptation
observe observations
compute computation
computer computing
interpret interpretation
transform transformation
transformer transforms
transformers transformer
limit limitation
distill distillation
distilled distilling
expectation expected
supervise supervised
denoise denoising
promise promising
reason reasoning
prompt prompting
stack stacked
"""
DIFFER = """
plane plan
note not
state stat
rate rat
site sit
file fill
role roll
pole poll
hope hop
care car
bare bar
tone ton
fine fin
cape cap
lose loss
active activation
information inform
foundation found
station stat
nation nate
flower flow
former form
letter let
better bet
number numb
paper pap
layer lay
tower tow
power pow
master mast
corner corn
offer off
string str
spring spr
bring br
king k
speed spe
need ne
news new
focus foc
axis ax
gas ga
bus bu
basis base
general generate
generic generate
university universe
organ organize
policy police
ring r
sing s
red r
order ord
matter mat
summer sum
hour hor
four for
tour tor
your yor
course corse
journal jornal
template temple
relative relation
native nation
witness with
species spec
series ser
used us
sister sist
center cent
wing w
thing th
rise riz
wise wiz
data date
"""


@pytest.mark.parametrize("pair", MEET.strip().splitlines())
def test_forms_of_one_word_meet(pair: str) -> None:
    """Plurals, verb forms, nouns of doing and both spellings of a word have one stem."""
    one, other = pair.split()
    assert stem(one) == stem(other)


@pytest.mark.parametrize("pair", DIFFER.strip().splitlines())
def test_words_of_different_meaning_stay_apart(pair: str) -> None:
    """Words that only look alike keep stems of their own."""
    one, other = pair.split()
    assert stem(one) != stem(other)


@pytest.mark.parametrize("word", ["", "rl", "dqn", "gpt2", "1707", "größe", "强", "αβγδεs"])
def test_what_is_no_english_word_stays(word: str) -> None:
    """Short words, numbers and words of other letters come back as they are."""
    assert stem(word) == word


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(min_codepoint=97, max_codepoint=122), max_size=24))
def test_a_stem_keeps_three_letters_and_the_beginning(word: str) -> None:
    """Any run of letters has a stem that starts as it does and is no shorter than three letters."""
    found = stem(word)
    assert len(found) >= min(len(word), 3)
    assert found[:2] == word[:2]


_ENDINGS = """
s ies ied ed ing er ers isation isations ising ises our ours oured neighbours ification ifications ator
ations tre tred tres bre ysis esis osis ly ply entation ifier ifiers e y
"""


@settings(max_examples=600, deadline=None)
@given(
    st.text(st.characters(min_codepoint=97, max_codepoint=122), max_size=12),
    st.sampled_from(["", *_ENDINGS.split()]),
)
def test_what_all_words_of_a_stem_share(beginning: str, ending: str) -> None:
    """A word is found among those that begin as its stem says, and are no longer than it says."""
    word = beginning + ending
    root = stem(word)
    assert word.startswith(shared_start(root))
    assert len(word) <= len(root) + LONGEST_ENDING


@pytest.mark.parametrize(
    "word", [*MEET.split(), "appendices", "indices", "matrices", "theses", "vertices", "größe"]
)
def test_words_begin_as_their_stems_say(word: str) -> None:
    """Also those that change irregularly, and what is no English word."""
    assert word.startswith(shared_start(stem(word)))
