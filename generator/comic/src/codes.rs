// SPDX-License-Identifier: EUPL-1.2
//! The closed lists of a script: what an editor may write, and what each word means for the drawing.

use crate::colour::Colour;
use model::codes;

codes! {
    /// How hair is worn.
    pub enum Hair {
        Short = "corto", "capelli corti";
        Quiff = "ciuffo", "capelli con il ciuffo";
        Curly = "riccio", "capelli ricci";
        Bob = "caschetto", "capelli a caschetto";
        Long = "lungo", "capelli lunghi";
        Bun = "chignon", "capelli raccolti";
        Ponytail = "coda", "capelli con la coda";
        Bald = "calvo", "senza capelli";
        Veil = "velo", "un velo";
    }
}

codes! {
    /// The colour of hair.
    pub enum HairColour {
        Black = "nero", "neri";
        Brown = "castano", "castani";
        Blond = "biondo", "biondi";
        Red = "rosso", "rossi";
        Grey = "grigio", "grigi";
        White = "bianco", "bianchi";
    }
}

codes! {
    /// What is worn above.
    pub enum Garment {
        Shirt = "maglia", "una maglia";
        Blouse = "camicia", "una camicia";
        Cardigan = "cardigan", "un cardigan";
        Jacket = "giacca", "una giacca";
        Hoodie = "felpa", "una felpa";
        Uniform = "divisa", "una divisa";
        Dress = "vestito", "un vestito";
        Apron = "grembiule", "un grembiule";
    }
}

codes! {
    /// The colour of clothes.
    pub enum Dye {
        Blue = "blu", "blu";
        Sky = "azzurro", "azzurro";
        Night = "notte", "blu notte";
        Green = "verde", "verde";
        Sage = "salvia", "salvia";
        Yellow = "giallo", "giallo";
        Orange = "arancio", "arancio";
        Red = "rosso", "rosso";
        Coral = "corallo", "corallo";
        Violet = "viola", "viola";
        Lilac = "lilla", "lilla";
        Pink = "rosa", "rosa";
        Grey = "grigio", "grigio";
        Sand = "sabbia", "sabbia";
        White = "bianco", "bianco";
        Black = "nero", "nero";
        Brown = "marrone", "marrone";
    }
}

codes! {
    /// What the body does.
    pub enum Pose {
        Still = "fermo", "sta fermo";
        Waves = "saluta", "saluta";
        Points = "indica", "indica di lato";
        PointsUp = "indica-su", "indica in alto";
        Explains = "spiega", "spiega";
        Welcomes = "accoglie", "accoglie a braccia aperte";
        Holds = "regge", "regge qualcosa con due mani";
        Shows = "mostra", "mostra qualcosa";
        Gives = "porge", "porge qualcosa";
        Thinks = "pensa", "pensa con la mano al mento";
        Cheers = "esulta", "alza le braccia";
        Worries = "preoccupato", "si tocca la testa";
        HandsOnHips = "fianchi", "ha le mani sui fianchi";
        Types = "digita", "scrive con una tastiera";
        Signs = "firma", "firma";
        Phones = "telefono", "guarda il telefono";
    }
}

codes! {
    /// What the face says.
    pub enum Expression {
        Neutral = "neutro", "neutro";
        Smile = "sorriso", "sorride";
        Happy = "felice", "felice";
        Talks = "parla", "parla";
        Surprised = "sorpreso", "sorpreso";
        Worried = "preoccupato", "preoccupato";
        Sad = "triste", "triste";
        Angry = "arrabbiato", "arrabbiato";
        Thoughtful = "pensieroso", "pensieroso";
        Focused = "concentrato", "concentrato";
        Wink = "occhiolino", "fa l'occhiolino";
    }
}

codes! {
    /// What is held in the hand.
    pub enum Held {
        Card = "carta", "una carta d'identità";
        Phone = "telefono", "un telefono";
        Envelope = "busta", "una busta";
        Sheet = "foglio", "un foglio";
        Pen = "penna", "una penna";
        Photo = "foto", "una fototessera";
        HealthCard = "tessera", "una tessera sanitaria";
        Keys = "chiavi", "un mazzo di chiavi";
        Book = "libro", "un libro";
        Cup = "tazza", "una tazza";
        Permit = "contrassegno", "un contrassegno per la sosta";
        Box = "scatola", "uno scatolone";
        Teddy = "orsetto", "un orsetto";
    }
}

codes! {
    /// What is drawn large beside people.
    pub enum Large {
        Card = "carta", "una carta d'identità";
        Fingerprint = "impronta", "un lettore di impronte";
        Permit = "contrassegno", "il contrassegno europeo di parcheggio";
        Notice = "avviso", "un avviso di pagamento con il codice QR";
        Calendar = "calendario", "un calendario";
        Bins = "bidoni", "i bidoni dei rifiuti";
        Boxes = "scatoloni", "scatoloni di un trasloco";
        Key = "chiave", "una grande chiave";
        Pothole = "buca", "una buca nell'asfalto";
        Suspect = "email-falsa", "un messaggio falso, barrato";
        Call = "telefono-112", "un telefono che chiama il 112";
    }
}

codes! {
    /// Where a panel takes place.
    pub enum Scene {
        Living = "soggiorno", "in soggiorno";
        Counter = "sportello", "allo sportello";
        Square = "piazza", "nella piazza del municipio";
        Street = "strada", "in strada, davanti a casa";
        Hill = "citta-sul-colle", "in strada, con la città sul colle";
        Desk = "scrivania", "a una scrivania";
        Library = "biblioteca", "in biblioteca";
        Coworking = "coworking", "in uno spazio di lavoro condiviso";
        Park = "parco", "in un parco";
        School = "scuola", "in un'aula";
        Kitchen = "cucina", "in cucina";
        Abstract = "astratto", "su un fondo colorato";
    }
}

codes! {
    /// How near one looks.
    pub enum Shot {
        Whole = "intera", "figura intera";
        Medium = "media", "figura a mezzo busto";
        Near = "vicina", "primo piano";
    }
}

codes! {
    /// Before or behind what stands in front of a scene, such as a counter.
    pub enum Depth {
        Behind = "dietro", "dietro";
        Before = "davanti", "davanti";
    }
}

codes! {
    /// Where a person looks.
    pub enum Gaze {
        Left = "sinistra", "verso sinistra";
        Right = "destra", "verso destra";
        Ahead = "avanti", "verso chi legge";
    }
}

codes! {
    /// How a line is said.
    pub enum Tone {
        Says = "parla", "dice";
        Thinks = "pensa", "pensa";
        Shouts = "esclama", "esclama";
    }
}

codes! {
    /// Where an editor would like a balloon.
    pub enum Wish {
        TopLeft = "alto-sinistra", "in alto a sinistra";
        Top = "alto", "in alto";
        TopRight = "alto-destra", "in alto a destra";
        Left = "sinistra", "a sinistra";
        Right = "destra", "a destra";
        BottomLeft = "basso-sinistra", "in basso a sinistra";
        BottomRight = "basso-destra", "in basso a destra";
    }
}

codes! {
    /// What a screen belongs to.
    pub enum Device {
        Computer = "computer", "un computer";
        Phone = "telefono", "un telefono";
    }
}

codes! {
    /// The kind of a block on a screen.
    pub enum BlockKind {
        Title = "titolo", "titolo";
        Text = "testo", "testo";
        Field = "campo", "campo da riempire";
        Search = "ricerca", "ricerca";
        Button = "pulsante", "pulsante";
        Cards = "schede", "schede";
        Days = "giorni", "giorni";
        Times = "orari", "orari";
        Choice = "scelta", "scelta";
        Done = "spunta", "voce già fatta";
        Steps = "stato", "a che punto è";
        Notice = "avviso", "avviso";
        Map = "mappa", "mappa";
        Photo = "foto", "fotografia";
        Switch = "interruttore", "interruttore";
    }
}

codes! {
    /// The small picture of an item of a checklist.
    pub enum Icon {
        Card = "carta", "carta d'identità";
        Photo = "foto", "fototessera";
        HealthCard = "tessera", "tessera sanitaria";
        Euro = "euro", "denaro";
        Done = "spunta", "segno di spunta";
        Phone = "telefono", "telefono";
        Mail = "email", "posta elettronica";
        House = "casa", "casa";
        Car = "auto", "automobile";
        Calendar = "calendario", "calendario";
        Person = "persona", "persona";
        Sheet = "foglio", "foglio";
        Bin = "bidone", "bidone";
        School = "scuola", "scuola";
        Health = "salute", "salute";
        Key = "chiave", "chiave";
        Bank = "banca", "banca";
        Shop = "negozio", "negozio";
    }
}

impl HairColour {
    /// Its colour.
    #[must_use]
    pub fn colour(self) -> Colour {
        Colour(match self {
            Self::Black => 0x2B_2A_35,
            Self::Brown => 0x5B_3A_2B,
            Self::Blond => 0xDD_A9_4E,
            Self::Red => 0xB5_55_2D,
            Self::Grey => 0xA9_AE_BB,
            Self::White => 0xE3_E6_EC,
        })
    }
}

impl Dye {
    /// Its colour.
    #[must_use]
    pub fn colour(self) -> Colour {
        Colour(match self {
            Self::Blue => 0x2F_6F_C4,
            Self::Sky => 0x6F_B3_E8,
            Self::Night => 0x26_40_6B,
            Self::Green => 0x2E_8B_74,
            Self::Sage => 0x8F_BF_A6,
            Self::Yellow => 0xF2_B4_3C,
            Self::Orange => 0xEE_8A_4B,
            Self::Red => 0xD5_57_4E,
            Self::Coral => 0xF0_82_6F,
            Self::Violet => 0x7B_5E_A7,
            Self::Lilac => 0xB7_9A_D6,
            Self::Pink => 0xEF_A0_B0,
            Self::Grey => 0x8A_94_A6,
            Self::Sand => 0xE4_CF_A8,
            Self::White => 0xF4_F6_FA,
            Self::Black => 0x33_38_4A,
            Self::Brown => 0x7A_52_40,
        })
    }
}
