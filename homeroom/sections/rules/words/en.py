"""The 2,048 English words of secret words: short, friendly, and none that sounds like another (ACC-05)."""

_LIST = """
acorn acrobat active actor actress add adopt agent agile airplane airport alder alert algae algebra alive alley allow almond alphabet
amaze amber ample anagram anchor ancient angle angler ankle answer anthem antler anvil appear applaud apple apricot apron arcade archer
arena arm arrange arrive arrow artful artist artwork ask aspen assist athlete atlas atom attend attic author autumn avenue avocado awake
award axis axle backpack backyard badge badger bag bagel bake baker bakery balance balcony ballad balloon bamboo banana bandana banjo
bank banner banquet bargain barge barley barn barrel baseball basement basic basil basin basket bat battery bazaar beacon bead beagle
beak beanbag beaver beehive beige believe belt best bicycle big bike binder biology birch bird birthday biscuit bison blanket blend
blinds blink block bloom blossom blouse bluebell boat bobcat boil bonus book bookcase bookmark boot borrow bottle bounce bouncy bouquet
bowling bowtie box boxcar bracelet brainy branch brave bravo breathe breeze breezy brick bridge brighten bring brisk broad broccoli
bronco bronze brook broom brownie brush bubble bucket bud buffalo build bulb bulldog bumper bumpy bun bunny burrito bus bush butler
butter button bypass cab cabbage cabin cabinet cactus cafe cake calendar calico calm camel camera camp campfire campus canal canary
candle candy canine canoe canopy canyon cap cape capsule captain caption car carafe caramel caravan carbon card cardigan careful cargo
carnival carpet carriage carry cart cartoon carve cascade case cashew cat catalog catch caterer catfish cauldron cave cavern celery
cello century ceramic chair chalk champion change chapter charge chart chat checkers cheek cheer cheetah chef cherry chess chest
chestnut chick child chime chimney chipmunk chips chirp chopper chorus chrome chuckle cinder cinnamon circle circus citizen city clamp
clap class classic claw clay clean clear clever cliff climb clip clock closet cloudy clove clover clown cluster coach coast coat
cockatoo cocoa coconut cocoon cod code coffee collage collar collect college collie colony color column comb comet comfort comfy comic
compare compass compete compost computer comrade concert condor confetti connect contest cook cookie cool copper coral cork corner
corridor cosmic cosmos costume cottage cotton couch cougar count country courage court cove cowbell coyote cozy cracker craft crane
crawl crayon cream create credit crest crew cricket crimson crisp critter crochet crossbow crown crunchy crystal cubic cucumber culture
cup cupboard cupcake curious curly curtain curve cushion custard cycle cyclist cypress daffodil dainty daisy dance dancer dancing daring
data dawn daybreak daydream daylight dazzle debate decade decide decimal deck decorate decoy delicate delight deliver delta denim depot
describe design desk develop diagram dial diamond diary dig digit dingo dinner dinosaur director discover discus dive diver divide dock
doll dolphin domain domino donut doodle door doorbell doorstep dove dragon drama draw dream dress drink drum drummer dry duck duckling
dugout dumpling dusk eager eagle ear earring earth eastern easy eat echo eclipse edit editor egg eggshell electric elegant elephant
eleven elf elk elm embassy emblem embrace emerald emperor empire emu encore endless energy engine engineer engraver enjoy envelope
equator eraser errand escape essay evening event exam examine example excited exhibit expand expert explain explore explorer express
eyebrow eyelash fabric fabulous face faithful falafel falcon famous fancy fanfare fantasy farm farmer farmyard fashion faucet favor
feather feline fence fennel fern ferret festival festive fetch fiction field fiesta fifteen fifty fig figure fill film finch finger
finish firefly fireside firm fish fishbowl fizzy fjord flag flamingo flavor fleece flexible flipper float floor floral florist flowing
fluffy flurry foam focus folder foliage folklore follow football footstep forehead forest forgive fork formula fortune fossil fountain
fox fraction fragrant frame freckle freedom freezer freight fresh fridge friend fringe frisbee frog frolic frontier frost fruit fuchsia
fudge funny future gala galaxy gallant gallery gallon gallop game garage garden garland garlic garnet gather gazelle gecko gemstone
genius gentle genuine geometry gerbil geyser gift giggle giggly ginger giraffe give glacial glacier glad glade gleaming glide glider
glimmer glitter globe glory glossy glow goblet goggles gold gondola good goose gopher gosling graceful grammar grand granite granola
grape graph grass grateful gravity greeting griddle grin groove grove guardian guava guide guitar gully gumdrop guppy gust gym gymnast
habit half halo hamlet hammer hammock hamster hand handbook handle handmade hanger happy harbor hardy harmless harmony harness harp
harvest hat hatch haven hawk hayloft haystack hazelnut headband healthy heart hearth heater heather hedge hedgehog heirloom helium
helmet help herb heritage hermit hero herring hexagon hidden highway hike hiker hill hilltop hippo history hobby hockey holiday holly
homeland homemade homework honest honey honor hood hop hopeful horizon hose host hotel hound house hover hum hummus hundred hurry husky
hut hydrant ice iceberg icicle icing icy idea ideal igloo iguana image imagine impala improve include index indigo infinity ink inn
insight inspire intense invent inventor invite iris ivy jacket jackpot jade jaguar jamboree jar jasmine javelin jaw jay jazz jeep jelly
jersey jester jet jewelry jiggle jigsaw jockey jog jogger join jolly journal journey joyful jubilee judo jug juggle juggler juice juicy
jumbo jump junction jungle junior juniper justice kangaroo karaoke karate kayak kebab keen keep ketchup keyboard keyring kind kindness
king kingdom kiosk kit kitchen kite kitten kiwi knapsack knee knitter knob koala lab label lacrosse ladder ladle lady ladybird lagoon
lake lamp landing landmark language lantern laptop large lariat lark lasagna laser lasting laugh laughter launch laurel lavender lavish
lawn layer leader leaflet leafy leap learn leg legend leisure lemming lemon lemonade lemur lens leopard letter lettuce level lever
liberty library lid lifeboat lift light likely lilac lily limber lime limerick line link lion list live lizard llama lobby local lodge
loft log logic logo lollipop long longhorn look loose lotus lounge loyal lucky lullaby lunar lunch luster lyric macaroni macaw machine
madrigal magazine magenta magic magnet magnolia magpie mailbox major make maker mallard mammoth manatee mandolin mango mansion map maple
marathon marble march margin marigold marimba marina marine mariner marker market marmot maroon marsh marten marvel mascot mason mastiff
mat match math matinee mattress mature maypole meadow meander measure mechanic medium meerkat mellow melody melon melt member memento
memory mend mentor menu merchant meringue merit mermaid merry message method metric metro midnight midway mighty mild milk mill millet
million mime mineral mingle mini mint minute miracle mirror mission misty mitten mix mobile mode model modern modest module moist
molecule moment mongoose monogram monorail month moon moonbeam mop mosaic moss motel motion motor motto mountain mouse mouth move muffin
mug multiply munch museum mushroom music musician mustang mutual mystery mystic myth nacho name napkin narrow narwhal nation native
natural nature navy nearby neat nebula neck necklace nectar needle neighbor nephew nest net network newt nibble nice nickel nimble
nimbus nineteen ninety nobility noble nocturne nod noodle noon normal north northern notebook notepad notice nougat nova novel nugget
number nutmeg oak oasis oatcake oatmeal object oboe observe ocean ocelot octagon octave offer office officer olive omega omelet onion
onward onyx opal open opera opossum optimal option orange oration orbit orchard orchid order oregano origami oriole osprey ostrich otter
outdoor outer outing outpost oval oven overture owl owner oxbow oxcart oxygen paddle padlock page pageant paint painter palace pan
pancake panda panorama pansy panther papaya paper paprika papyrus parable parade paradise parakeet parcel parfait park parlor parrot
parsley parsnip passage passport pasta pastel pastry pasture patch path patio pattern pavement pavilion peaceful peach peacoat peacock
peanut pebble pecan peg pelican pen pencil pendant penguin penny pepper percent perfect perform pesto petunia phase pheasant photo
phrase physics pianist piano piccolo pick pickle picnic picture pigeon pigment pigtail pillow pilot pin pinball pine pinecone ping pink
pinto pinwheel pioneer pipe pitcher pixel pizza placard plan planet plankton plant plateau platform platypus play player playmate
playroom plaza pleasant plenty plot plucky plumber plume plush pocket poem poet point polar polish polite polka pollen polygon poncho
pond pony poodle pool popcorn poplar poppy popular porch porpoise porridge port porthole portrait positive possum postcard poster pot
potato potter powder prairie praise precise prelude prepare pretty pretzel prime primrose princess printer prism problem process produce
producer program project promise prompt proof proper prospect protect proud proverb provide province public pudding puffball puffin pull
pulley pulse puma pumpkin pupil puppet puppy pure purple purse puzzle puzzled pyramid python quail quaint quarry quarter quartet queen
quest question quick quiet quilt quinoa quintet quiver quiz raccoon race radio radish raft railing railway rainbow raincoat rainfall
raisin rally ramen ramp ranch ranger rapid rare ratio rattle ravine ravioli reach reader ready reason rebus recall receiver recess
recipe recital record recycle reef referee reflect regal regatta region regular reindeer relax reliable relish remember repair repeat
reply report rescue resort respect result return reunion reveal reward rhapsody rhino rhythm ribbon rich riddle ride rider ridge ripe
ripple risotto river riverbed rivet roam robin robot rock rocket rodeo roller roof roomy rooster rosemary roster rosy rotate rotor rower
royal ruby rucksack rug rule ruler runway rural rustic saddle safe saffron sailboat sailor salad salmon salsa salute sample sandbox
sandwich sapling sapphire sardine satin savanna save scale scallop scamper scarf scarlet scenery scepter scholar school science scissors
scone scooter score scout screen screw scribble scroll sculptor seagull seahorse search seashore seaside season seaweed sector secure
sedan seek segment send sense sequence sequin sequoia serenade serene series sesame settle seven seventy shade shadow shampoo shamrock
shape share shark shed sheep sheet shelf shell shelter shepherd sherbet sheriff shield shimmer shine shingle shiny ship shirt shoelace
shop shopper shortcut shorts shoulder shovel show showcase shrub shuffle shuttle sidekick sidewalk sierra sign silence silk silo silver
simple sincere sing sit sixteen sixty skate skater sketch skier skill skip skirt sky skylark skyline slalom slide slipper slogan sloth
smart smile smiling smith smooth smoothie snack snake snapshot snooze snow snowball snowdrop snowfall snowman snug soap soapbox soccer
social sock soda sofa soft softball software soil solar solid solo solstice solve song sonic sonnet soon soprano sorbet sort sound soup
southern souvenir space spark sparkle sparrow speak special spectrum speech speedy spell sphere spice spicy spin spinach spindle spiral
splash splendid sponge spoon sport spotless spotted spray spread spring sprinkle sprint spruce square squash squirrel stable stack
stadium stage stallion stamp stand standard stanza star stardust starfish starling starry start state station statue stay steady steam
stem stencil stereo sticker sticky still stingray stir stirrup stone stork stream street stretch striped strong student studio study
sturdy sturgeon subject subtle suburb subway sugar suitcase summer summit sunbeam sundown sunfish sunhat sunlight sunny sunrise sunset
sunshine super supper support supreme surface surfer surprise sushi suspense swallow swan swap sway sweater swift swim swimmer swing
swirl switch sycamore symphony syntax syrup system table tablet taco tadpole tailor take talk tambour tape tapestry target tart tassel
taste taxi teach teacher teacup teammate teamwork teapot teaspoon teenager telegram tell tempo tennis term terrace terrier test text
thank theater theme theory thicket think thirteen thirty thistle thorough thought thread thrill thumb tiara ticket tidy tie tiger tile
timely timer tinker tiny tiptoe title toast toffee tofu together token tollgate tomato top topaz topic topping torch tortilla toss total
toucan touch towel tower town toy trace track tractor trade trail train tram tranquil transit travel treasure treat treble treetop
triangle tribute tricycle trinket trio trivia trolley trombone trophy tropic trousers trout truck true trumpet trunk trust try tuba
tugboat tulip tumble tuna tune tunnel turbine turkey turnip turtle tutor tweezers twelve twenty twig twilight twinkle twirl twist
ukulele umbrella uncover unfold unicorn uniform unique unit unite universe unlock unpack unwrap upbeat upland upper upward urban use
usher usual utensil valiant valley value vanilla vanity vast vector velcro velvet venture veranda verb verse version vessel vibrant
victory video view villa village vine vineyard vintage violet violin virtue visible vision visit visitor vista vital vitamin vivid voice
volley voltage volume voyage waffle wagon walker walkway wallaby wallet walnut walrus waltz wand wardrobe warm warmth wasabi wash
washtub watch water waterway wavy wayside wealthy weave weaver website weekend welcome western wetland wharf whimsy whisker whisper
whistle wide wiggle wildcat wildlife willow win windmill window wingspan wink winner winter wire wisdom wise wish wishbone witty wolf
wombat wonder wooden woodland woodwind wool word work workbook workday worker workshop worthy wren writer yacht yak yam yardage yearbook
yearling yes yodel yoga yogurt youth yoyo yummy zany zebra zeppelin zero zesty zigzag zinnia zipper zodiac zone zoo zoom zucchini
"""
WORDS = tuple(_LIST.split())
