<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv_SE" sourcelanguage="en">
    <context>
        <name>AgentActions</name>
        <message>
            <source>Chat</source>
            <extracomment>Contacts that the agent asked for: the window turns to them when they open, and to no others.</extracomment>
            <translation>Chatt</translation>
        </message>
        <message>
            <source>Another file…</source>
            <translation>En annan fil …</translation>
        </message>
        <message>
            <source>Contacts (*.jsonl *.wav *.flac)</source>
            <translation>Kontakter (*.jsonl *.wav *.flac)</translation>
        </message>
        <message>
            <source>Play a contact</source>
            <translation>Spela upp en kontakt</translation>
        </message>
        <message>
            <source>none</source>
            <translation>ingen</translation>
        </message>
        <message>
            <source>About Agent Assist</source>
            <translation>Om Agent Assist</translation>
        </message>
        <message>
            <source>Agent Assist {0}</source>
            <translation>Agent Assist {0}</translation>
        </message>
        <message>
            <source>Everything is heard, searched and shown on this computer.

Knowledge base: {0}</source>
            <translation>Allt hörs, söks och visas på den här datorn.

Kunskapsbas: {0}</translation>
        </message>
    </context>
    <context>
        <name>AskNext</name>
        <message>
            <source>Click to copy the question</source>
            <extracomment>The cards' place in the column: below the words for none. Experienced agents are shown the questions of call flows only.</extracomment>
            <translation>Klicka för att kopiera frågan</translation>
        </message>
        <message>
            <source>Ask next</source>
            <translation>Fråga nu</translation>
        </message>
    </context>
    <context>
        <name>Banner</name>
        <message>
            <source>I have done it</source>
            <translation>Det är gjort</translation>
        </message>
        <message>
            <source>It does not apply here</source>
            <translation>Det gäller inte här</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>Inte nu</translation>
        </message>
        <message>
            <source>It was misheard</source>
            <translation>Det hördes fel</translation>
        </message>
        <message>
            <source>To be said: {0}</source>
            <translation>Ska sägas: {0}</translation>
        </message>
        <message>
            <source>Not in order: {0}</source>
            <translation>Inte i sin ordning: {0}</translation>
        </message>
        <message>
            <source>Advice: {0}</source>
            <translation>Råd: {0}</translation>
        </message>
        <message>
            <source>“{0}”</source>
            <translation>”{0}”</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Kopiera</translation>
        </message>
        <message>
            <source>Copy the words</source>
            <translation>Kopiera orden</translation>
        </message>
        <message>
            <source>Show the line</source>
            <translation>Visa repliken</translation>
        </message>
        <message>
            <source>Show the line it rests on</source>
            <translation>Visa repliken som det grundas på</translation>
        </message>
        <message>
            <source>Why?</source>
            <translation>Varför?</translation>
        </message>
        <message>
            <source>Why this is shown</source>
            <translation>Varför det här visas</translation>
        </message>
        <message>
            <source>Noted</source>
            <translation>Noterat</translation>
        </message>
        <message>
            <source>Noted: I have seen this</source>
            <translation>Noterat: jag har sett detta</translation>
        </message>
        <message>
            <source>Put away: say why</source>
            <translation>Lägg undan: säg varför</translation>
        </message>
        <message>
            <source>✓ Noted</source>
            <translation>✓ Noterat</translation>
        </message>
    </context>
    <context>
        <name>Because</name>
        <message>
            <source>The customer's words are like the title “{0}” ({1}).</source>
            <translation>Kundens ord liknar rubriken ”{0}” ({1}).</translation>
        </message>
        <message>
            <source>The customer's words are like the question “{0}” ({1}).</source>
            <translation>Kundens ord liknar frågan ”{0}” ({1}).</translation>
        </message>
        <message>
            <source>The customer's words are like the script line “{0}” ({1}).</source>
            <translation>Kundens ord liknar manusraden ”{0}” ({1}).</translation>
        </message>
        <message>
            <source>The customer's words are like the passage “{0}” ({1}).</source>
            <translation>Kundens ord liknar stycket ”{0}” ({1}).</translation>
        </message>
        <message>
            <source>Words in common: {0}.</source>
            <translation>Gemensamma ord: {0}.</translation>
        </message>
        <message>
            <source>Used before for words like these.</source>
            <translation>Har använts förut för liknande ord.</translation>
        </message>
        <message>
            <source>In {0}: there is no version in the customer's language.</source>
            <translation>På {0}: det finns ingen version på kundens språk.</translation>
        </message>
        <message>
            <source>The script {0} cannot be filled in.</source>
            <translation>Manuset {0} kan inte fyllas i.</translation>
        </message>
    </context>
    <context>
        <name>CardActions</name>
        <message>
            <source>Search like this</source>
            <translation>Sök liknande</translation>
        </message>
        <message>
            <source>Open the article</source>
            <translation>Öppna artikeln</translation>
        </message>
        <message>
            <source>Copy the article's address</source>
            <translation>Kopiera artikelns adress</translation>
        </message>
    </context>
    <context>
        <name>CardsPanel</name>
        <message>
            <source>Show the newer replies that wait</source>
            <extracomment>New agents see why a reply is shown; where something inserts, cards offer it.</extracomment>
            <translation>Visa de nyare svaren som väntar</translation>
        </message>
        <message>
            <source>Newer replies wait · show them</source>
            <translation>Nyare svar väntar · visa dem</translation>
        </message>
    </context>
    <context>
        <name>Checklist</name>
        <message>
            <source>Checklist</source>
            <extracomment>So many items stand in one or two lines; of a longer list, those that nothing is owed for are folded. A button for each item that may be shown, then those that unfold the rest: in brief, and in a compact list.</extracomment>
            <translation>Checklista</translation>
        </message>
        <message>
            <source>done</source>
            <translation>klart</translation>
        </message>
        <message>
            <source>still to be said</source>
            <translation>ska ännu sägas</translation>
        </message>
        <message>
            <source>missed</source>
            <translation>missat</translation>
        </message>
        <message>
            <source>cannot be told</source>
            <translation>kan inte avgöras</translation>
        </message>
        <message>
            <source>not yet due</source>
            <translation>inte aktuellt än</translation>
        </message>
        <message>
            <source>{0} of {1} done</source>
            <translation>{0} av {1} klara</translation>
        </message>
        <message>
            <source>+{0} not yet due</source>
            <translation>+{0} som inte är aktuella än</translation>
        </message>
        <message>
            <source>Fewer</source>
            <translation>Färre</translation>
        </message>
        <message>
            <source>{0}: {1}</source>
            <translation>{0}: {1}</translation>
        </message>
        <message>
            <source>“{0}”</source>
            <translation>”{0}”</translation>
        </message>
    </context>
    <context>
        <name>Choices</name>
        <message>
            <source>What you changed counts when the engine starts again. Your contacts are kept.</source>
            <translation>Ändringen gäller när motorn startar om. Dina kontakter finns kvar.</translation>
        </message>
        <message>
            <source>Start again</source>
            <translation>Starta om</translation>
        </message>
    </context>
    <context>
        <name>Command</name>
        <message>
            <source>It took too long.</source>
            <translation>Det tog för lång tid.</translation>
        </message>
    </context>
    <context>
        <name>ContactTabs</name>
        <message>
            <source>Contacts</source>
            <extracomment>From this width on there is room for words beside the tabs. So many contacts have a tab. What each tab was made of, so that only those that would say something else are touched.</extracomment>
            <translation>Kontakter</translation>
        </message>
        <message>
            <source>Stop listening (Ctrl+Shift+L)</source>
            <translation>Sluta lyssna (Ctrl+Skift+L)</translation>
        </message>
        <message>
            <source>All contacts</source>
            <translation>Alla kontakter</translation>
        </message>
        <message>
            <source>Menu</source>
            <translation>Meny</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>Pausat</translation>
        </message>
        <message>
            <source>Listening</source>
            <translation>Lyssnar</translation>
        </message>
        <message>
            <source>Call</source>
            <translation>Samtal</translation>
        </message>
        <message>
            <source>Chat</source>
            <translation>Chatt</translation>
        </message>
        <message>
            <source>All contacts: {0} more</source>
            <translation>Alla kontakter: {0} till</translation>
        </message>
        <message>
            <source>Call with {0}, {1}</source>
            <translation>Samtal med {0}, {1}</translation>
        </message>
        <message>
            <source>Chat with {0}, {1} unread</source>
            <translation>Chatt med {0}, {1} olästa</translation>
        </message>
    </context>
    <context>
        <name>CountdownRing</name>
        <message>
            <source>{0} seconds left</source>
            <extracomment>So many prompts are shown at once.</extracomment>
            <translation>{0} sekunder kvar</translation>
        </message>
        <message>
            <source>{0} min</source>
            <translation>{0} min</translation>
        </message>
        <message>
            <source>{0} s</source>
            <translation>{0} s</translation>
        </message>
    </context>
    <context>
        <name>Desk</name>
        <message>
            <source>Place on the screen</source>
            <extracomment>How long it is said that something was inserted, and while it can be undone. Settings of the keys → actions: `hotkey_show` is the key of `show`.</extracomment>
            <translation>Plats på skärmen</translation>
        </message>
        <message>
            <source>Copied: paste it where you write. This desktop lets no program write into others.</source>
            <translation>Kopierat: klistra in där du skriver. Den här skrivbordsmiljön låter inget program skriva i andra.</translation>
        </message>
        <message>
            <source>Copied: paste it where you write. No other window was in use.</source>
            <translation>Kopierat: klistra in där du skriver. Inget annat fönster användes.</translation>
        </message>
        <message>
            <source>Copied: paste it where you write. The other window did not take the keys.</source>
            <translation>Kopierat: klistra in där du skriver. Det andra fönstret tog inte emot tangenterna.</translation>
        </message>
        <message>
            <source>Copied: paste it where you write. The other program did not take it.</source>
            <translation>Kopierat: klistra in där du skriver. Det andra programmet tog inte emot det.</translation>
        </message>
        <message>
            <source>✓ Inserted</source>
            <translation>✓ Infogat</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Ångra</translation>
        </message>
        <message>
            <source>Taken back</source>
            <translation>Återtaget</translation>
        </message>
        <message>
            <source>It cannot be taken back: something was typed since.</source>
            <translation>Det går inte att ta tillbaka: något har skrivits sedan dess.</translation>
        </message>
    </context>
    <context>
        <name>DevicePicker</name>
        <message>
            <source>System default ({0})</source>
            <translation>Systemets val ({0})</translation>
        </message>
        <message>
            <source>System default</source>
            <translation>Systemets val</translation>
        </message>
        <message>
            <source>{0} (not plugged in)</source>
            <translation>{0} (inte ansluten)</translation>
        </message>
        <message>
            <source>! This device cannot be heard now.</source>
            <translation>! Enheten hörs inte just nu.</translation>
        </message>
    </context>
    <context>
        <name>DiagnosticsDialog</name>
        <message>
            <source>Diagnostics</source>
            <translation>Diagnostik</translation>
        </message>
        <message>
            <source>For whoever helps you. It holds no word of any contact and no secret; read it before you send it.</source>
            <translation>För den som hjälper dig. Här finns inga ord ur någon kontakt och inga hemligheter; läs igenom innan du skickar.</translation>
        </message>
        <message>
            <source>The report</source>
            <translation>Rapporten</translation>
        </message>
        <message>
            <source>◔ Looking at everything; this takes some seconds…</source>
            <translation>◔ Går igenom allt; det tar några sekunder …</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Kopiera</translation>
        </message>
        <message>
            <source>Copy the report</source>
            <translation>Kopiera rapporten</translation>
        </message>
        <message>
            <source>Save to a file…</source>
            <translation>Spara till fil …</translation>
        </message>
        <message>
            <source>Save the report to a file</source>
            <translation>Spara rapporten till en fil</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Stäng</translation>
        </message>
        <message>
            <source>still looking</source>
            <translation>letar fortfarande</translation>
        </message>
        <message>
            <source>! Things to look at: {0}</source>
            <translation>! Att titta på: {0}</translation>
        </message>
        <message>
            <source>✓ Everything is as it should be</source>
            <translation>✓ Allt är som det ska</translation>
        </message>
        <message>
            <source>✓ Copied</source>
            <translation>✓ Kopierat</translation>
        </message>
        <message>
            <source>Save the report</source>
            <translation>Spara rapporten</translation>
        </message>
        <message>
            <source>! The file cannot be written: {0}.</source>
            <translation>! Filen kan inte skrivas: {0}.</translation>
        </message>
        <message>
            <source>✓ Saved</source>
            <translation>✓ Sparat</translation>
        </message>
    </context>
    <context>
        <name>EngineLink</name>
        <message>
            <source>The engine sent a line that cannot be read.</source>
            <extracomment>Seconds to wait before the first, second, … new start. So many deaths within so many seconds, and it is for the agent to say when to try again. An engine that is to start anew has its calls to end first; longer than this, and it hangs. A silent engine is looked at so often (seconds), asked at the first look and ended at the last.</extracomment>
            <translation>Motorn skickade en rad som inte går att läsa.</translation>
        </message>
    </context>
    <context>
        <name>EngineNotices</name>
        <message>
            <source>The engine stopped. It starts again; your contacts are kept.</source>
            <translation>Motorn stannade. Den startar igen; dina kontakter finns kvar.</translation>
        </message>
        <message>
            <source>The engine does not stay up. Your contacts are kept here.</source>
            <translation>Motorn håller sig inte igång. Dina kontakter finns kvar här.</translation>
        </message>
        <message>
            <source>Start again</source>
            <translation>Starta igen</translation>
        </message>
        <message>
            <source>History is kept in memory only, as the settings say.</source>
            <translation>Historiken sparas bara i minnet, som inställningarna säger.</translation>
        </message>
        <message>
            <source>History is kept in memory only.</source>
            <translation>Historiken finns bara i minnet.</translation>
        </message>
    </context>
    <context>
        <name>FillInDialog</name>
        <message>
            <source>Fill in the reply</source>
            <translation>Fyll i svaret</translation>
        </message>
        <message>
            <source>The reply as it will be inserted</source>
            <translation>Svaret som det kommer att infogas</translation>
        </message>
        <message>
            <source>Insert</source>
            <translation>Infoga</translation>
        </message>
        <message>
            <source>Insert the reply where you write</source>
            <translation>Infoga svaret där du skriver</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Avbryt</translation>
        </message>
    </context>
    <context>
        <name>FlowStrip</name>
        <message>
            <source>{0} done</source>
            <extracomment>More marks than this say less than a number.</extracomment>
            <translation>{0} klara</translation>
        </message>
        <message>
            <source>Call flow {0}. {1}. Next: {2}</source>
            <translation>Samtalsflöde {0}. {1}. Härnäst: {2}</translation>
        </message>
    </context>
    <context>
        <name>FoldedCard</name>
        <message>
            <source>Suggestion {0}: {1}</source>
            <translation>Förslag {0}: {1}</translation>
        </message>
    </context>
    <context>
        <name>GuideDialog</name>
        <message>
            <source>First steps</source>
            <translation>Första stegen</translation>
        </message>
        <message>
            <source>Your microphone</source>
            <translation>Din mikrofon</translation>
        </message>
        <message>
            <source>Your level</source>
            <translation>Din nivå</translation>
        </message>
        <message>
            <source>The customer's loudspeaker or headset</source>
            <translation>Kundens högtalare eller headset</translation>
        </message>
        <message>
            <source>The customer's level</source>
            <translation>Kundens nivå</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Tillbaka</translation>
        </message>
        <message>
            <source>What shall be heard?</source>
            <translation>Vad ska höras?</translation>
        </message>
        <message>
            <source>Speak, and play something: both bars must move. Nothing is written down while you try.</source>
            <translation>Tala, och spela upp något: båda staplarna ska röra sig. Inget skrivs ned medan du provar.</translation>
        </message>
        <message>
            <source>See a contact</source>
            <translation>Se en kontakt</translation>
        </message>
        <message>
            <source>A demo call shows what happens beside your work: the reply to give, the words still owed, and what was said. Nobody is called, and nothing is sent.</source>
            <translation>Ett demosamtal visar vad som händer vid sidan av ditt arbete: svaret att ge, det som ännu ska sägas och vad som har sagts. Ingen rings upp, och inget skickas.</translation>
        </message>
        <message>
            <source>Play a demo contact</source>
            <translation>Spela upp en demokontakt</translation>
        </message>
        <message>
            <source>Where things are</source>
            <translation>Var allt finns</translation>
        </message>
        <message>
            <source>Everything can be done by keyboard. These are worth knowing from the first day.</source>
            <translation>Allt går att göra från tangentbordet. De här är värda att kunna från första dagen.</translation>
        </message>
        <message>
            <source>search articles, templates and what was said</source>
            <translation>sök i artiklar, mallar och det som har sagts</translation>
        </message>
        <message>
            <source>take the first, second or third reply</source>
            <translation>ta det första, andra eller tredje svaret</translation>
        </message>
        <message>
            <source>listen to a call</source>
            <translation>lyssna på ett samtal</translation>
        </message>
        <message>
            <source>stop listening</source>
            <translation>sluta lyssna</translation>
        </message>
        <message>
            <source>settings, keys in every program among them</source>
            <translation>inställningar, bland annat tangenter i alla program</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Klart</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>Nästa</translation>
        </message>
        <message>
            <source>Step {0} of {1}</source>
            <translation>Steg {0} av {1}</translation>
        </message>
    </context>
    <context>
        <name>Hearing</name>
        <message>
            <source>The customer is not heard before you have said that the call is recorded.</source>
            <extracomment>Keys of the notices whose buttons this room answers.</extracomment>
            <translation>Kunden avlyssnas först när du har sagt att samtalet spelas in.</translation>
        </message>
        <message>
            <source>I have said it</source>
            <translation>Jag har sagt det</translation>
        </message>
        <message>
            <source>Sound devices</source>
            <translation>Ljudenheter</translation>
        </message>
        <message>
            <source>Your microphone is lost. Plug it in or choose another; listening goes on by itself.</source>
            <translation>Din mikrofon är borta. Anslut den eller välj en annan; lyssnandet fortsätter av sig självt.</translation>
        </message>
        <message>
            <source>The customer is not heard. Plug the headset in or choose another loudspeaker.</source>
            <translation>Kunden hörs inte. Anslut headsetet eller välj en annan högtalare.</translation>
        </message>
        <message>
            <source>Your microphone is muted: what you say is not written down.</source>
            <translation>Din mikrofon är avstängd: det du säger skrivs inte ner.</translation>
        </message>
        <message>
            <source>Nothing has been heard of the customer for a while. Is it the right loudspeaker?</source>
            <translation>Kunden har inte hörts på ett tag. Är det rätt högtalare?</translation>
        </message>
        <message>
            <source>Your computer has changed its microphone; you are heard through the new one.</source>
            <translation>Datorn har bytt mikrofon; du hörs genom den nya.</translation>
        </message>
        <message>
            <source>Your computer has changed its loudspeaker; the customer is heard through the new one.</source>
            <translation>Datorn har bytt högtalare; kunden hörs genom den nya.</translation>
        </message>
    </context>
    <context>
        <name>Hotkeys</name>
        <message>
            <source>Show or hide the panel</source>
            <extracomment>The key of the notice that this room puts.</extracomment>
            <translation>Visa eller dölj panelen</translation>
        </message>
        <message>
            <source>Search in the panel</source>
            <translation>Sök i panelen</translation>
        </message>
        <message>
            <source>Insert the suggested reply</source>
            <translation>Infoga det föreslagna svaret</translation>
        </message>
        <message>
            <source>Start or stop listening</source>
            <translation>Börja eller sluta lyssna</translation>
        </message>
        <message>
            <source>Open the next card</source>
            <translation>Öppna nästa kort</translation>
        </message>
        <message>
            <source>“{0}” is no combination of keys.</source>
            <translation>”{0}” är ingen tangentkombination.</translation>
        </message>
        <message>
            <source>{0} is given to two actions.</source>
            <translation>{0} är satt för två åtgärder.</translation>
        </message>
        <message>
            <source>This desktop gives programs no keys of their own; the panel's keys work inside the panel.</source>
            <translation>Den här skrivbordsmiljön ger inte program egna tangenter; panelens tangenter fungerar inne i panelen.</translation>
        </message>
        <message>
            <source>This keyboard has no {0}.</source>
            <translation>Tangentbordet har ingen {0}.</translation>
        </message>
        <message>
            <source>{0} belongs to another program.</source>
            <translation>{0} tillhör ett annat program.</translation>
        </message>
        <message>
            <source>Choose other keys in the settings.</source>
            <translation>Välj andra tangenter i inställningarna.</translation>
        </message>
    </context>
    <context>
        <name>KeptMutes</name>
        <message>
            <source>It is remembered until the window closes: {0} cannot be written ({1}).</source>
            <translation>Det minns programmet tills fönstret stängs: {0} kan inte skrivas ({1}).</translation>
        </message>
    </context>
    <context>
        <name>KeptPage</name>
        <message>
            <source>What it keeps and sends</source>
            <translation>Vad som sparas och skickas</translation>
        </message>
        <message>
            <source>◔ Asking the engine…</source>
            <translation>◔ Frågar motorn …</translation>
        </message>
        <message>
            <source>What was sent</source>
            <translation>Vad som skickats</translation>
        </message>
        <message>
            <source>To</source>
            <translation>Till</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Vad</translation>
        </message>
        <message>
            <source>Times</source>
            <translation>Gånger</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Storlek</translation>
        </message>
        <message>
            <source>First</source>
            <translation>Första</translation>
        </message>
        <message>
            <source>Last</source>
            <translation>Senaste</translation>
        </message>
        <message>
            <source>Contacts that are kept</source>
            <translation>Kontakter som sparas</translation>
        </message>
        <message>
            <source>Contact</source>
            <translation>Kontakt</translation>
        </message>
        <message>
            <source>Opened</source>
            <translation>Öppnad</translation>
        </message>
        <message>
            <source>Closed</source>
            <translation>Avslutad</translation>
        </message>
        <message>
            <source>What was learned from you</source>
            <translation>Vad som lärts av dig</translation>
        </message>
        <message>
            <source>The customer's words (masked)</source>
            <translation>Kundens ord (maskerade)</translation>
        </message>
        <message>
            <source>Article</source>
            <translation>Artikel</translation>
        </message>
        <message>
            <source>It says</source>
            <translation>Säger</translation>
        </message>
        <message>
            <source>Replies that stay away</source>
            <translation>Svar som hålls undan</translation>
        </message>
        <message>
            <source>Show the chosen again</source>
            <translation>Visa de valda igen</translation>
        </message>
        <message>
            <source>Delete the chosen…</source>
            <translation>Ta bort de valda …</translation>
        </message>
        <message>
            <source>Delete all closed contacts…</source>
            <translation>Ta bort alla avslutade kontakter …</translation>
        </message>
        <message>
            <source>Forget the chosen…</source>
            <translation>Glöm de valda …</translation>
        </message>
        <message>
            <source>Forget everything…</source>
            <translation>Glöm allt …</translation>
        </message>
        <message>
            <source>Sent from this computer</source>
            <translation>Skickat från den här datorn</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>Kontakter</translation>
        </message>
        <message>
            <source>Learned from you</source>
            <translation>Lärt av dig</translation>
        </message>
        <message>
            <source>Logs say what the program did, never what was said.</source>
            <translation>Loggarna säger vad programmet gjort, aldrig vad någon sagt.</translation>
        </message>
        <message>
            <source>Open the folder</source>
            <translation>Öppna mappen</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>Filer</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Stäng</translation>
        </message>
        <message>
            <source>▲ As the settings are, the sound of calls is sent to {0}.</source>
            <translation>▲ Med nuvarande inställningar skickas samtalens ljud till {0}.</translation>
        </message>
        <message>
            <source>As the settings are, speech is recognised on this computer.</source>
            <translation>Med nuvarande inställningar känns tal igen på den här datorn.</translation>
        </message>
        <message>
            <source>▲ This was sent:</source>
            <translation>▲ Det här har skickats:</translation>
        </message>
        <message>
            <source>✓ Nothing was sent since the program started.</source>
            <translation>✓ Inget har skickats sedan programmet startade.</translation>
        </message>
        <message>
            <source>✓ Nothing was ever sent.</source>
            <translation>✓ Inget har någonsin skickats.</translation>
        </message>
        <message>
            <source>sound</source>
            <translation>ljud</translation>
        </message>
        <message>
            <source>transcripts</source>
            <translation>utskrifter</translation>
        </message>
        <message>
            <source>suggestions</source>
            <translation>förslag</translation>
        </message>
        <message>
            <source>questions, as numbers</source>
            <translation>frågor, som tal</translation>
        </message>
        <message>
            <source>Answers that you used or put away, which move later ones up or down: {0}.</source>
            <translation>Svar som du använt eller lagt undan, och som flyttar senare svar upp eller ned: {0}.</translation>
        </message>
        <message>
            <source>None. A reply that you put away three times in a row is shown no more, and stands here.</source>
            <translation>Inga. Ett svar som du lägger undan tre gånger i rad visas inte längre, utan står här.</translation>
        </message>
        <message>
            <source>You have put these away again and again; they are not shown any more.</source>
            <translation>De här har du lagt undan gång på gång; de visas inte längre.</translation>
        </message>
        <message>
            <source>Contacts deleted: {0}.</source>
            <translation>Borttagna kontakter: {0}.</translation>
        </message>
        <message>
            <source>Lessons forgotten: {0}.</source>
            <translation>Glömda lärdomar: {0}.</translation>
        </message>
        <message>
            <source>{0} contacts, in memory only: they go when the program ends.</source>
            <translation>{0} kontakter, bara i minnet: de försvinner när programmet avslutas.</translation>
        </message>
        <message>
            <source>{0} contacts, encrypted, {1} in {2}.</source>
            <translation>{0} kontakter, krypterade, {1} i {2}.</translation>
        </message>
        <message>
            <source>Closed ones are deleted after {0} days.</source>
            <translation>Avslutade tas bort efter {0} dagar.</translation>
        </message>
        <message>
            <source>Closed ones are kept until you delete them.</source>
            <translation>Avslutade sparas tills du tar bort dem.</translation>
        </message>
        <message>
            <source>open</source>
            <translation>öppen</translation>
        </message>
        <message>
            <source>answered</source>
            <translation>svarade</translation>
        </message>
        <message>
            <source>did not answer</source>
            <translation>svarade inte</translation>
        </message>
        <message>
            <source>It cannot be brought back.</source>
            <translation>Det går inte att ångra.</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Ta bort</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Avbryt</translation>
        </message>
        <message>
            <source>Delete the contacts you chose ({0}) with everything said in them?</source>
            <translation>Ta bort de valda kontakterna ({0}) med allt som sagts i dem?</translation>
        </message>
        <message>
            <source>Delete all closed contacts with everything said in them?</source>
            <translation>Ta bort alla avslutade kontakter med allt som sagts i dem?</translation>
        </message>
        <message>
            <source>Forget what you chose ({0})?</source>
            <translation>Glömma det du valt ({0})?</translation>
        </message>
        <message>
            <source>Forget everything that was learned from you?</source>
            <translation>Glömma allt som lärts av dig?</translation>
        </message>
    </context>
    <context>
        <name>ListenDialog</name>
        <message>
            <source>Sound devices</source>
            <translation>Ljudenheter</translation>
        </message>
        <message>
            <source>Your microphone</source>
            <translation>Din mikrofon</translation>
        </message>
        <message>
            <source>Your level</source>
            <translation>Din ljudnivå</translation>
        </message>
        <message>
            <source>The customer's loudspeaker or headset</source>
            <translation>Kundens högtalare eller headset</translation>
        </message>
        <message>
            <source>The customer's level</source>
            <translation>Kundens ljudnivå</translation>
        </message>
        <message>
            <source>Speak, and play something: both bars must move.</source>
            <translation>Tala, och spela upp något: båda staplarna ska röra sig.</translation>
        </message>
        <message>
            <source>On macOS the customer is heard through a virtual device; see agent-assist doctor.</source>
            <translation>På macOS hörs kunden genom en virtuell enhet; se agent-assist doctor.</translation>
        </message>
        <message>
            <source>Use these</source>
            <translation>Använd dessa</translation>
        </message>
        <message>
            <source>Listen</source>
            <translation>Lyssna</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Avbryt</translation>
        </message>
    </context>
    <context>
        <name>Menu</name>
        <message>
            <source>New chat</source>
            <translation>Ny chatt</translation>
        </message>
        <message>
            <source>Paste a customer message…</source>
            <translation>Klistra in ett kundmeddelande …</translation>
        </message>
        <message>
            <source>Listen to a call</source>
            <translation>Lyssna på ett samtal</translation>
        </message>
        <message>
            <source>Stop listening</source>
            <translation>Sluta lyssna</translation>
        </message>
        <message>
            <source>Sound devices…</source>
            <translation>Ljudenheter …</translation>
        </message>
        <message>
            <source>Play a demo contact…</source>
            <translation>Spela upp en demokontakt …</translation>
        </message>
        <message>
            <source>Find in the transcript</source>
            <translation>Sök i utskriften</translation>
        </message>
        <message>
            <source>Write a note</source>
            <translation>Skriv en anteckning</translation>
        </message>
        <message>
            <source>Close contact</source>
            <translation>Avsluta kontakten</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>Tema</translation>
        </message>
        <message>
            <source>Like the system</source>
            <translation>Som systemet</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Ljust</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Mörkt</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Språk</translation>
        </message>
        <message>
            <source>Shown to me</source>
            <translation>Det som visas för mig</translation>
        </message>
        <message>
            <source>With reasons and next questions</source>
            <translation>Med skäl och nästa fråga</translation>
        </message>
        <message>
            <source>Only what is needed</source>
            <translation>Bara det som behövs</translation>
        </message>
        <message>
            <source>Replies that stay away</source>
            <translation>Svar som hålls undan</translation>
        </message>
        <message>
            <source>Show “{0}” again</source>
            <translation>Visa ”{0}” igen</translation>
        </message>
        <message>
            <source>Settings…</source>
            <translation>Inställningar …</translation>
        </message>
        <message>
            <source>Keys and secrets…</source>
            <translation>Nycklar och hemligheter …</translation>
        </message>
        <message>
            <source>What it keeps and sends…</source>
            <translation>Vad som sparas och skickas …</translation>
        </message>
        <message>
            <source>First steps…</source>
            <translation>Första stegen …</translation>
        </message>
        <message>
            <source>Diagnostics…</source>
            <translation>Diagnostik …</translation>
        </message>
        <message>
            <source>About Agent Assist</source>
            <translation>Om Agent Assist</translation>
        </message>
    </context>
    <context>
        <name>Notepad</name>
        <message>
            <source>Find in the transcript</source>
            <translation>Sök i utskriften</translation>
        </message>
        <message>
            <source>Note beside the line</source>
            <translation>Anteckning vid raden</translation>
        </message>
        <message>
            <source>Note · Enter keeps it, Esc leaves it</source>
            <translation>Anteckning · Enter sparar, Esc avbryter</translation>
        </message>
        <message>
            <source>{0} of {1}</source>
            <translation>{0} av {1}</translation>
        </message>
        <message>
            <source>Not found</source>
            <translation>Finns inte</translation>
        </message>
        <message>
            <source>You</source>
            <translation>Du</translation>
        </message>
        <message>
            <source>Customer</source>
            <translation>Kund</translation>
        </message>
    </context>
    <context>
        <name>Notice</name>
        <message>
            <source>Put away</source>
            <translation>Lägg undan</translation>
        </message>
    </context>
    <context>
        <name>OpenCard</name>
        <message>
            <source>It does not answer this</source>
            <extracomment>Words that scroll are at least so high: two lines and a part of the third, which says that there are more. A card narrower than this has no room for its caption.</extracomment>
            <translation>Det svarar inte på detta</translation>
        </message>
        <message>
            <source>It is out of date</source>
            <translation>Det är inaktuellt</translation>
        </message>
        <message>
            <source>I cannot say it like this</source>
            <translation>Jag kan inte säga det så här</translation>
        </message>
        <message>
            <source>I know this already</source>
            <translation>Jag kan det redan</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>Inte nu</translation>
        </message>
        <message>
            <source>Suggested reply</source>
            <extracomment>What the agent has asked of the reason: to be seen or not; None where nothing was asked.</extracomment>
            <translation>Föreslaget svar</translation>
        </message>
        <message>
            <source>Suggested reply {0}</source>
            <translation>Föreslaget svar {0}</translation>
        </message>
        <message>
            <source>{0}: {1}</source>
            <translation>{0}: {1}</translation>
        </message>
        <message>
            <source>Article in {0}</source>
            <translation>Artikel på {0}</translation>
        </message>
        <message>
            <source>Nothing in the contact's own language answers this as well.</source>
            <translation>Inget på kontaktens eget språk svarar lika bra.</translation>
        </message>
        <message>
            <source>How sure it is that this article is the right one</source>
            <translation>Hur säkert det är att det här är rätt artikel</translation>
        </message>
        <message>
            <source>Let go of this reply</source>
            <translation>Släpp det här svaret</translation>
        </message>
        <message>
            <source>Keep this reply (pin)</source>
            <translation>Behåll det här svaret (fäst)</translation>
        </message>
        <message>
            <source>More about this reply</source>
            <translation>Mer om det här svaret</translation>
        </message>
        <message>
            <source>Insert</source>
            <translation>Infoga</translation>
        </message>
        <message>
            <source>Insert the reply where you write</source>
            <translation>Infoga svaret där du skriver</translation>
        </message>
        <message>
            <source>Insert the reply where you write (Ctrl+{0})</source>
            <translation>Infoga svaret där du skriver (Ctrl+{0})</translation>
        </message>
        <message>
            <source>Copy the reply</source>
            <translation>Kopiera svaret</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Kopiera</translation>
        </message>
        <message>
            <source>Copy the reply (Ctrl+{0})</source>
            <translation>Kopiera svaret (Ctrl+{0})</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Ändra</translation>
        </message>
        <message>
            <source>Edit the reply first</source>
            <translation>Ändra svaret först</translation>
        </message>
        <message>
            <source>Used</source>
            <translation>Använt</translation>
        </message>
        <message>
            <source>I used this reply</source>
            <translation>Jag använde svaret</translation>
        </message>
        <message>
            <source>Not helpful</source>
            <translation>Hjälper inte</translation>
        </message>
        <message>
            <source>This reply is not helpful: say why</source>
            <translation>Svaret hjälper inte: säg varför</translation>
        </message>
        <message>
            <source>Why?</source>
            <translation>Varför?</translation>
        </message>
        <message>
            <source>Why this reply is shown</source>
            <translation>Varför svaret visas</translation>
        </message>
        <message>
            <source>✓ Copied</source>
            <translation>✓ Kopierat</translation>
        </message>
    </context>
    <context>
        <name>OwedBanners</name>
        <message>
            <source>and {0} more in the checklist</source>
            <translation>och {0} till i checklistan</translation>
        </message>
    </context>
    <context>
        <name>Pages</name>
        <message>
            <source>Fixed by your organisation ({0}).</source>
            <extracomment>Page → type of update → what takes it there.</extracomment>
            <translation>Bestämt av din organisation ({0}).</translation>
        </message>
        <message>
            <source>Given on the command line.</source>
            <translation>Angivet på kommandoraden.</translation>
        </message>
        <message>
            <source>Fixed by the environment variable {0}.</source>
            <translation>Bestämt av miljövariabeln {0}.</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Inställningar</translation>
        </message>
        <message>
            <source>Logs</source>
            <translation>Loggar</translation>
        </message>
        <message>
            <source>Knowledge base</source>
            <translation>Kunskapsbas</translation>
        </message>
    </context>
    <context>
        <name>PasteDialog</name>
        <message>
            <source>Paste a message</source>
            <extracomment>The protocol takes no longer text at once.</extracomment>
            <translation>Klistra in ett meddelande</translation>
        </message>
        <message>
            <source>What was written</source>
            <translation>Det som skrevs</translation>
        </message>
        <message>
            <source>The customer wrote it</source>
            <translation>Kunden skrev det</translation>
        </message>
        <message>
            <source>I wrote it</source>
            <translation>Jag skrev det</translation>
        </message>
        <message>
            <source>Contact</source>
            <translation>Kontakt</translation>
        </message>
        <message>
            <source>New chat</source>
            <translation>Ny chatt</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Lägg till</translation>
        </message>
        <message>
            <source>Add the message</source>
            <translation>Lägg till meddelandet</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Avbryt</translation>
        </message>
    </context>
    <context>
        <name>Place</name>
        <message>
            <source>At the left edge</source>
            <extracomment>How much wider or narrower a docked panel gets by one choice, in device-independent pixels.</extracomment>
            <translation>Vid vänstra kanten</translation>
        </message>
        <message>
            <source>At the right edge</source>
            <translation>Vid högra kanten</translation>
        </message>
        <message>
            <source>Not docked</source>
            <translation>Inte dockad</translation>
        </message>
        <message>
            <source>This desktop lets no program choose its place</source>
            <translation>Den här skrivbordsmiljön låter inget program välja sin plats</translation>
        </message>
        <message>
            <source>Screen {0}: {1}</source>
            <translation>Skärm {0}: {1}</translation>
        </message>
        <message>
            <source>Narrow strip</source>
            <translation>Smal remsa</translation>
        </message>
        <message>
            <source>Always on top</source>
            <translation>Alltid överst</translation>
        </message>
        <message>
            <source>Wider</source>
            <translation>Bredare</translation>
        </message>
        <message>
            <source>Narrower</source>
            <translation>Smalare</translation>
        </message>
    </context>
    <context>
        <name>Presenter</name>
        <message>
            <source>Contact closed · {0} · {1} lines · {2} replies shown, {3} used</source>
            <translation>Kontakten är avslutad · {0} · {1} repliker · {2} svar visade, {3} använda</translation>
        </message>
        <message>
            <source>Nothing in the knowledge base answers this.</source>
            <translation>Inget i kunskapsbasen svarar på det här.</translation>
        </message>
        <message>
            <source>The contact has moved on.</source>
            <translation>Samtalet har gått vidare.</translation>
        </message>
        <message>
            <source>Put away.</source>
            <translation>Undanlagt.</translation>
        </message>
        <message>
            <source>A reply of a kind that you always put away was not shown.</source>
            <translation>Ett svar av ett slag som du alltid lägger undan visades inte.</translation>
        </message>
        <message>
            <source>No reply to suggest yet</source>
            <translation>Inget svar att föreslå än</translation>
        </message>
    </context>
    <context>
        <name>Proof</name>
        <message>
            <source>“{0}”</source>
            <extracomment>A longer sentence is a list of patterns, which tells an agent nothing.</extracomment>
            <translation>”{0}”</translation>
        </message>
        <message>
            <source>Would have met it: {0}</source>
            <translation>Hade uppfyllt den: {0}</translation>
        </message>
        <message>
            <source>Rule {0}, version {1}</source>
            <translation>Regel {0}, version {1}</translation>
        </message>
    </context>
    <context>
        <name>ReplyEditor</name>
        <message>
            <source>Your words for the reply</source>
            <translation>Dina ord för svaret</translation>
        </message>
        <message>
            <source>{0} these words</source>
            <translation>{0} de här orden</translation>
        </message>
        <message>
            <source>Leave it</source>
            <translation>Avbryt</translation>
        </message>
        <message>
            <source>Leave the reply as it was</source>
            <translation>Lämna svaret som det var</translation>
        </message>
    </context>
    <context>
        <name>ResultRow</name>
        <message>
            <source>Take this</source>
            <translation>Ta detta</translation>
        </message>
        <message>
            <source>You</source>
            <translation>Du</translation>
        </message>
        <message>
            <source>Customer</source>
            <translation>Kund</translation>
        </message>
        <message>
            <source>This contact</source>
            <translation>Den här kontakten</translation>
        </message>
        <message>
            <source>Script</source>
            <translation>Manus</translation>
        </message>
    </context>
    <context>
        <name>SearchBox</name>
        <message>
            <source>Search articles, scripts and this contact</source>
            <extracomment>The style sheet's border, both sides. What a field keeps free beside its words.</extracomment>
            <translation>Sök i artiklar, manus och kontakten</translation>
        </message>
        <message>
            <source>Paste a customer message (Ctrl+Shift+V)</source>
            <translation>Klistra in ett kundmeddelande (Ctrl+Skift+V)</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Sök</translation>
        </message>
    </context>
    <context>
        <name>SearchResults</name>
        <message>
            <source>Insert</source>
            <extracomment>Whether replies are inserted (else copied) when they are taken.</extracomment>
            <translation>Infoga</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Kopiera</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Visa</translation>
        </message>
        <message>
            <source>Nothing was found for this.</source>
            <translation>Inget hittades.</translation>
        </message>
        <message>
            <source>{0} found · ↑ ↓ choose · Enter takes · Esc closes</source>
            <translation>{0} träffar · ↑ ↓ välj · Enter tar · Esc stänger</translation>
        </message>
        <message>
            <source>{0} found in {1} ms · ↑ ↓ choose · Enter takes · Esc closes</source>
            <translation>{0} träffar på {1} ms · ↑ ↓ välj · Enter tar · Esc stänger</translation>
        </message>
    </context>
    <context>
        <name>SecretRow</name>
        <message>
            <source>◔ Looking…</source>
            <extracomment>A start of the program, and what a service may take.</extracomment>
            <translation>◔ Letar …</translation>
        </message>
        <message>
            <source>Try</source>
            <translation>Prova</translation>
        </message>
        <message>
            <source>Try: {0}</source>
            <translation>Prova: {0}</translation>
        </message>
        <message>
            <source>Replace…</source>
            <translation>Byt ut …</translation>
        </message>
        <message>
            <source>Replace: {0}</source>
            <translation>Byt ut: {0}</translation>
        </message>
        <message>
            <source>Delete…</source>
            <translation>Ta bort …</translation>
        </message>
        <message>
            <source>Delete: {0}</source>
            <translation>Ta bort: {0}</translation>
        </message>
        <message>
            <source>✓ Kept in the keyring</source>
            <translation>✓ Finns i nyckelringen</translation>
        </message>
        <message>
            <source>○ Not kept</source>
            <translation>○ Finns inte</translation>
        </message>
    </context>
    <context>
        <name>SecretsDialog</name>
        <message>
            <source>Keys and secrets</source>
            <translation>Nycklar och hemligheter</translation>
        </message>
        <message>
            <source>Not used now: speech is recognised elsewhere.</source>
            <translation>Används inte nu: tal känns igen på annat sätt.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Stäng</translation>
        </message>
        <message>
            <source>They lie in this computer's keyring, locked with your login, and are never shown.</source>
            <translation>De ligger i datorns nyckelring, låst med din inloggning, och visas aldrig.</translation>
        </message>
        <message>
            <source>Key of the history</source>
            <translation>Historikens nyckel</translation>
        </message>
        <message>
            <source>Encrypts the contacts that are kept. Without it they can never be read again.</source>
            <translation>Krypterar kontakterna som sparas. Utan den kan de aldrig läsas igen.</translation>
        </message>
        <message>
            <source>Token of the chat intake</source>
            <translation>Chattintagets token</translation>
        </message>
        <message>
            <source>Programs that hand chats over show it. Deleted, another is made at the next start.</source>
            <translation>Program som lämnar över chattar visar upp den. Tas den bort skapas en ny vid nästa start.</translation>
        </message>
        <message>
            <source>Keys of phone systems</source>
            <translation>Telefonisystemens nycklar</translation>
        </message>
        <message>
            <source>With them phone systems stream calls in; agent-assist intake-keys makes them.</source>
            <translation>Med dem strömmar telefonisystem in samtal; agent-assist intake-keys skapar dem.</translation>
        </message>
        <message>
            <source>OpenAI or compatible speech service</source>
            <translation>OpenAI eller kompatibel taltjänst</translation>
        </message>
        <message>
            <source>Its API key. Trying it sends half a second of silence.</source>
            <translation>Tjänstens API-nyckel. När du provar skickas en halv sekunds tystnad.</translation>
        </message>
        <message>
            <source>Azure speech service</source>
            <translation>Azures taltjänst</translation>
        </message>
        <message>
            <source>Its key. Trying it sends half a second of silence.</source>
            <translation>Tjänstens nyckel. När du provar skickas en halv sekunds tystnad.</translation>
        </message>
        <message>
            <source>Google Cloud speech service</source>
            <translation>Google Clouds taltjänst</translation>
        </message>
        <message>
            <source>The JSON of a service account. Trying it sends half a second of silence.</source>
            <translation>Ett tjänstkontos JSON. När du provar skickas en halv sekunds tystnad.</translation>
        </message>
        <message>
            <source>○ The keyring cannot be asked</source>
            <translation>○ Nyckelringen går inte att fråga</translation>
        </message>
        <message>
            <source>◔ Trying…</source>
            <translation>◔ Provar …</translation>
        </message>
        <message>
            <source>The new key:</source>
            <translation>Den nya nyckeln:</translation>
        </message>
        <message>
            <source>Keep it</source>
            <translation>Spara</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Avbryt</translation>
        </message>
        <message>
            <source>Delete it for good?</source>
            <translation>Ta bort för gott?</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Ta bort</translation>
        </message>
    </context>
    <context>
        <name>SettingChecks</name>
        <message>
            <source>There is no such folder.</source>
            <translation>Mappen finns inte.</translation>
        </message>
        <message>
            <source>Write a whole address, such as https://speech.example/v1.</source>
            <translation>Skriv en hel adress, till exempel https://speech.example/v1.</translation>
        </message>
        <message>
            <source>Write a region as Azure names it, such as westeurope.</source>
            <translation>Skriv en region så som Azure kallar den, till exempel westeurope.</translation>
        </message>
        <message>
            <source>Write an address of this computer, such as 127.0.0.1.</source>
            <translation>Skriv en av datorns adresser, till exempel 127.0.0.1.</translation>
        </message>
        <message>
            <source>Choose one key with Ctrl, Alt or Meta.</source>
            <translation>Välj en tangent med Ctrl, Alt eller Meta.</translation>
        </message>
        <message>
            <source>This key is needed for writing; add Ctrl, Alt or Meta.</source>
            <translation>Tangenten behövs för att skriva; lägg till Ctrl, Alt eller Meta.</translation>
        </message>
        <message>
            <source>“{0}” has this key already.</source>
            <translation>”{0}” har redan den här tangenten.</translation>
        </message>
        <message>
            <source>The window uses this key itself.</source>
            <translation>Fönstret använder själv den här tangenten.</translation>
        </message>
    </context>
    <context>
        <name>SettingField</name>
        <message>
            <source>System default</source>
            <translation>Systemets standard</translation>
        </message>
        <message>
            <source>{0} (not plugged in)</source>
            <translation>{0} (inte ansluten)</translation>
        </message>
        <message>
            <source> s</source>
            <translation> s</translation>
        </message>
        <message>
            <source> days</source>
            <translation> dagar</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Välj …</translation>
        </message>
        <message>
            <source>Choose a folder</source>
            <translation>Välj en mapp</translation>
        </message>
    </context>
    <context>
        <name>Settings</name>
        <message>
            <source>Your work</source>
            <extracomment>When a change counts: at once, or when the engine, or the whole program, starts the next time. The groups of the dialog in their order, with their titles.</extracomment>
            <translation>Ditt arbete</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Utseende</translation>
        </message>
        <message>
            <source>Keys in every program</source>
            <translation>Tangenter i alla program</translation>
        </message>
        <message>
            <source>Calls and chats</source>
            <translation>Samtal och chattar</translation>
        </message>
        <message>
            <source>Languages</source>
            <translation>Språk</translation>
        </message>
        <message>
            <source>Knowledge and speech</source>
            <translation>Kunskap och tal</translation>
        </message>
        <message>
            <source>Privacy</source>
            <translation>Integritet</translation>
        </message>
        <message>
            <source>Like the system</source>
            <translation>Som systemet</translation>
        </message>
        <message>
            <source>Audience</source>
            <translation>Målgrupp</translation>
        </message>
        <message>
            <source>Audience this agent belongs to; empty: articles for everybody.</source>
            <translation>Målgruppen som du hör till; tomt: artiklar för alla.</translation>
        </message>
        <message>
            <source>Silent customer</source>
            <translation>Tyst kund</translation>
        </message>
        <message>
            <source>Time without a word after which the customer counts as silent; 0: never.</source>
            <translation>Tid utan ett ord tills kunden räknas som tyst; 0: aldrig.</translation>
        </message>
        <message>
            <source>Your microphone</source>
            <translation>Din mikrofon</translation>
        </message>
        <message>
            <source>Name or id of the agent's microphone; empty: the system's default.</source>
            <translation>Mikrofonen som du hörs genom.</translation>
        </message>
        <message>
            <source>The customer's loudspeaker or headset</source>
            <translation>Kundens högtalare eller headset</translation>
        </message>
        <message>
            <source>Name or id of the loudspeaker that the customer is heard on.</source>
            <translation>Högtalaren eller headsetet som kunden hörs i.</translation>
        </message>
        <message>
            <source>Recording notice first</source>
            <translation>Inspelningsbesked först</translation>
        </message>
        <message>
            <source>Hear the customer of a call only after the recording notice was given.</source>
            <translation>Hör kunden i ett samtal först när du har sagt att samtalet spelas in.</translation>
        </message>
        <message>
            <source>Rule of the notice</source>
            <translation>Beskedets regel</translation>
        </message>
        <message>
            <source>Id of the rule that is met by giving the recording notice.</source>
            <translation>Id för regeln som uppfylls när beskedet om inspelning ges.</translation>
        </message>
        <message>
            <source>Chat intake</source>
            <translation>Chattintag</translation>
        </message>
        <message>
            <source>Take in chat messages over HTTP on this computer.</source>
            <translation>Ta emot chattmeddelanden över HTTP på den här datorn.</translation>
        </message>
        <message>
            <source>Port of the intake</source>
            <translation>Intagets port</translation>
        </message>
        <message>
            <source>Port of the chat intake; 0: any free one.</source>
            <translation>Chattintagets port; 0: vilken ledig som helst.</translation>
        </message>
        <message>
            <source>Address for phone streams</source>
            <translation>Adress för telefonströmmar</translation>
        </message>
        <message>
            <source>Address for phone streams; chats come from this computer always.</source>
            <translation>Adress för telefonströmmar; chattar kommer alltid från den här datorn.</translation>
        </message>
        <message>
            <source>Phone streams</source>
            <translation>Telefonströmmar</translation>
        </message>
        <message>
            <source>Take in calls that phone systems stream (AudioHook, Twilio).</source>
            <translation>Ta emot samtal som telefonisystem strömmar (AudioHook, Twilio).</translation>
        </message>
        <message>
            <source>Streamed calls at once</source>
            <translation>Strömmade samtal samtidigt</translation>
        </message>
        <message>
            <source>Streamed calls heard at once; 0: by this computer's cores.</source>
            <translation>Strömmade samtal som hörs samtidigt; 0: efter datorns kärnor.</translation>
        </message>
        <message>
            <source>Twilio's inbound track</source>
            <translation>Twilios inkommande spår</translation>
        </message>
        <message>
            <source>Who speaks on a Twilio stream's inbound track.</source>
            <translation>Vem som talar på det inkommande spåret i en Twilio-ström.</translation>
        </message>
        <message>
            <source>The customer</source>
            <translation>Kunden</translation>
        </message>
        <message>
            <source>The agent</source>
            <translation>Du</translation>
        </message>
        <message>
            <source>Language of contacts</source>
            <translation>Kontakternas språk</translation>
        </message>
        <message>
            <source>Language that contacts are held in.</source>
            <translation>Språket som kontakterna förs på.</translation>
        </message>
        <message>
            <source>Told from the words</source>
            <translation>Känns igen på orden</translation>
        </message>
        <message>
            <source>Knowledge base</source>
            <translation>Kunskapsbas</translation>
        </message>
        <message>
            <source>Folder of published bundles.</source>
            <translation>Mappen med publicerade kunskapspaket.</translation>
        </message>
        <message>
            <source>Speech model</source>
            <translation>Talmodell</translation>
        </message>
        <message>
            <source>Folder of a CTranslate2 Whisper model; empty: the packaged one.</source>
            <translation>Mapp med en Whisper-modell för CTranslate2; tomt: den medföljande.</translation>
        </message>
        <message>
            <source>Speech recognition</source>
            <translation>Taligenkänning</translation>
        </message>
        <message>
            <source>What recognises speech: this computer, or a service that the sound is sent to.</source>
            <translation>Vad som känner igen tal: den här datorn, eller en tjänst som ljudet skickas till.</translation>
        </message>
        <message>
            <source>This computer</source>
            <translation>Den här datorn</translation>
        </message>
        <message>
            <source>OpenAI or compatible (sound is sent)</source>
            <translation>OpenAI eller kompatibel (ljud skickas)</translation>
        </message>
        <message>
            <source>Azure (sound is sent)</source>
            <translation>Azure (ljud skickas)</translation>
        </message>
        <message>
            <source>Google Cloud (sound is sent)</source>
            <translation>Google Cloud (ljud skickas)</translation>
        </message>
        <message>
            <source>Address of the speech service</source>
            <translation>Taltjänstens adress</translation>
        </message>
        <message>
            <source>Address of an OpenAI-compatible speech service; empty: OpenAI's own.</source>
            <translation>Adress till en OpenAI-kompatibel taltjänst; tomt: OpenAI:s egen.</translation>
        </message>
        <message>
            <source>Model of the speech service</source>
            <translation>Taltjänstens modell</translation>
        </message>
        <message>
            <source>Model of the OpenAI-compatible service.</source>
            <translation>Modell hos den OpenAI-kompatibla tjänsten.</translation>
        </message>
        <message>
            <source>Azure region</source>
            <translation>Azure-region</translation>
        </message>
        <message>
            <source>Region of the Azure service.</source>
            <translation>Azure-tjänstens region.</translation>
        </message>
        <message>
            <source>History</source>
            <translation>Historik</translation>
        </message>
        <message>
            <source>Keep the history of contacts encrypted on disk, or in memory only.</source>
            <translation>Spara kontakternas historik krypterad på disk, eller bara i minnet.</translation>
        </message>
        <message>
            <source>Encrypted on this computer</source>
            <translation>Krypterad på den här datorn</translation>
        </message>
        <message>
            <source>In memory only</source>
            <translation>Bara i minnet</translation>
        </message>
        <message>
            <source>Keep contacts for</source>
            <translation>Spara kontakter i</translation>
        </message>
        <message>
            <source>Days after which closed contacts are deleted; 0: never.</source>
            <translation>Dagar tills avslutade kontakter tas bort; 0: aldrig.</translation>
        </message>
        <message>
            <source>Learn from verdicts</source>
            <translation>Lär av dina val</translation>
        </message>
        <message>
            <source>Let the answers that agents use or dismiss move later ones up or down.</source>
            <translation>Låt svar som du använder eller lägger undan flytta senare svar upp eller ned.</translation>
        </message>
        <message>
            <source>Tell the phone system</source>
            <translation>Berätta för telefonisystemet</translation>
        </message>
        <message>
            <source>Send transcripts and suggestions back to the phone system that streams the call.</source>
            <translation>Skicka utskrifter och förslag tillbaka till telefonisystemet som strömmar samtalet.</translation>
        </message>
        <message>
            <source>Where it asks for them</source>
            <translation>När det ber om dem</translation>
        </message>
        <message>
            <source>Always</source>
            <translation>Alltid</translation>
        </message>
        <message>
            <source>Never</source>
            <translation>Aldrig</translation>
        </message>
        <message>
            <source>Experience</source>
            <translation>Erfarenhet</translation>
        </message>
        <message>
            <source>New: explanations and next questions are shown. Experienced: the panel is brief.</source>
            <translation>Ny: förklaringar och nästa frågor visas. Van: panelen är kortfattad.</translation>
        </message>
        <message>
            <source>New to the work</source>
            <translation>Ny i arbetet</translation>
        </message>
        <message>
            <source>Experienced</source>
            <translation>Van</translation>
        </message>
        <message>
            <source>Theme</source>
            <translation>Tema</translation>
        </message>
        <message>
            <source>Light or dark window.</source>
            <translation>Ljust eller mörkt fönster.</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Ljust</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Mörkt</translation>
        </message>
        <message>
            <source>Contrast</source>
            <translation>Kontrast</translation>
        </message>
        <message>
            <source>High: the strongest colours on black or white, and clear borders.</source>
            <translation>Hög: de starkaste färgerna på svart eller vitt, och tydliga kanter.</translation>
        </message>
        <message>
            <source>Normal</source>
            <translation>Normal</translation>
        </message>
        <message>
            <source>High</source>
            <translation>Hög</translation>
        </message>
        <message>
            <source>Text size</source>
            <translation>Textstorlek</translation>
        </message>
        <message>
            <source>How large all text of the window is.</source>
            <translation>Hur stor all text i fönstret är.</translation>
        </message>
        <message>
            <source>Motion</source>
            <translation>Rörelse</translation>
        </message>
        <message>
            <source>Reduced: nothing fades or moves by itself.</source>
            <translation>Minskad: inget tonas in eller rör sig av sig självt.</translation>
        </message>
        <message>
            <source>Full</source>
            <translation>Full</translation>
        </message>
        <message>
            <source>Reduced</source>
            <translation>Minskad</translation>
        </message>
        <message>
            <source>Place on the screen</source>
            <translation>Plats på skärmen</translation>
        </message>
        <message>
            <source>At an edge, other windows keep off the panel, where the desktop permits it.</source>
            <translation>Vid en kant håller andra fönster sig undan panelen, om skrivbordet tillåter det.</translation>
        </message>
        <message>
            <source>Not docked</source>
            <translation>Inte dockad</translation>
        </message>
        <message>
            <source>At the left edge</source>
            <translation>Vid vänstra kanten</translation>
        </message>
        <message>
            <source>At the right edge</source>
            <translation>Vid högra kanten</translation>
        </message>
        <message>
            <source>Always on top</source>
            <translation>Alltid överst</translation>
        </message>
        <message>
            <source>The panel stays above other windows though it is not docked.</source>
            <translation>Panelen ligger över andra fönster även när den inte är dockad.</translation>
        </message>
        <message>
            <source>Show or hide the panel</source>
            <translation>Visa eller dölj panelen</translation>
        </message>
        <message>
            <source>Works in every program; empty: no key.</source>
            <translation>Fungerar i alla program; tomt: ingen tangent.</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Sök</translation>
        </message>
        <message>
            <source>Opens the search from every program; empty: no key.</source>
            <translation>Öppnar sökningen från alla program; tomt: ingen tangent.</translation>
        </message>
        <message>
            <source>Insert the reply</source>
            <translation>Infoga svaret</translation>
        </message>
        <message>
            <source>Writes the first card's reply where the cursor stands; empty: no key.</source>
            <translation>Skriver det första kortets svar där markören står; tomt: ingen tangent.</translation>
        </message>
        <message>
            <source>Start or stop listening</source>
            <translation>Börja eller sluta lyssna</translation>
        </message>
        <message>
            <source>Next card</source>
            <translation>Nästa kort</translation>
        </message>
        <message>
            <source>Opens the next card from every program; empty: no key.</source>
            <translation>Öppnar nästa kort från alla program; tomt: ingen tangent.</translation>
        </message>
        <message>
            <source>Language of the window</source>
            <translation>Fönstrets språk</translation>
        </message>
        <message>
            <source>The words of menus, buttons and messages.</source>
            <translation>Orden i menyer, knappar och meddelanden.</translation>
        </message>
        <message>
            <source>First-run guide</source>
            <translation>Guide vid första start</translation>
        </message>
        <message>
            <source>Whether the first-run guide has been gone through.</source>
            <translation>Om guiden vid första start har gåtts igenom.</translation>
        </message>
    </context>
    <context>
        <name>SettingsDialog</name>
        <message>
            <source>Settings</source>
            <translation>Inställningar</translation>
        </message>
        <message>
            <source>Find a setting</source>
            <translation>Sök en inställning</translation>
        </message>
        <message>
            <source>Groups of settings</source>
            <translation>Grupper av inställningar</translation>
        </message>
        <message>
            <source>No setting is called that.</source>
            <translation>Ingen inställning heter så.</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Spara</translation>
        </message>
        <message>
            <source>Save the settings</source>
            <translation>Spara inställningarna</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Avbryt</translation>
        </message>
        <message>
            <source>Some of it counts when the engine starts again; you can start it from the panel.</source>
            <translation>En del gäller när motorn startar om; det kan du göra från panelen.</translation>
        </message>
    </context>
    <context>
        <name>SideMeter</name>
        <message>
            <source>You</source>
            <translation>Du</translation>
        </message>
        <message>
            <source>Customer</source>
            <translation>Kund</translation>
        </message>
        <message>
            <source>You are speaking</source>
            <translation>Du talar</translation>
        </message>
        <message>
            <source>The customer is speaking</source>
            <translation>Kunden talar</translation>
        </message>
        <message>
            <source>Pause your microphone</source>
            <translation>Pausa din mikrofon</translation>
        </message>
        <message>
            <source>Pause the customer's sound</source>
            <translation>Pausa kundens ljud</translation>
        </message>
        <message>
            <source>Hear your microphone again</source>
            <translation>Lyssna på din mikrofon igen</translation>
        </message>
        <message>
            <source>Hear the customer again</source>
            <translation>Lyssna på kunden igen</translation>
        </message>
        <message>
            <source>Your level</source>
            <translation>Din ljudnivå</translation>
        </message>
        <message>
            <source>The customer's level</source>
            <translation>Kundens ljudnivå</translation>
        </message>
    </context>
    <context>
        <name>StatusLine</name>
        <message>
            <source>From the customer's last word to the reply</source>
            <extracomment>Seconds behind what is said from which on the agent is told.</extracomment>
            <translation>Från kundens sista ord till svaret</translation>
        </message>
        <message>
            <source>Local · nothing sent</source>
            <translation>Lokalt · inget skickas</translation>
        </message>
        <message>
            <source>Everything is heard, searched and shown on this computer.</source>
            <translation>Allt hörs, söks och visas på den här datorn.</translation>
        </message>
        <message>
            <source>Knowledge base {0}: {1} articles, version {2}</source>
            <translation>Kunskapsbas {0}: {1} artiklar, version {2}</translation>
        </message>
        <message>
            <source>No knowledge base</source>
            <translation>Ingen kunskapsbas</translation>
        </message>
        <message>
            <source>{0} s behind</source>
            <translation>{0} s efter</translation>
        </message>
        <message>
            <source>▲ Sound goes to {0}</source>
            <translation>▲ Ljudet går till {0}</translation>
        </message>
        <message>
            <source>What is said is sent to {0} to be written down.</source>
            <translation>Det som sägs skickas till {0} för att skrivas ner.</translation>
        </message>
        <message>
            <source>● Ready</source>
            <translation>● Redo</translation>
        </message>
        <message>
            <source>◔ Starting</source>
            <translation>◔ Startar</translation>
        </message>
        <message>
            <source>◔ Restarting</source>
            <translation>◔ Startar om</translation>
        </message>
        <message>
            <source>! Stopped</source>
            <translation>! Stoppad</translation>
        </message>
        <message>
            <source>○ Stopped</source>
            <translation>○ Stoppad</translation>
        </message>
        <message>
            <source>▷ Playback</source>
            <translation>▷ Uppspelning</translation>
        </message>
        <message>
            <source>● Listening</source>
            <translation>● Lyssnar</translation>
        </message>
        <message>
            <source>○ Paused</source>
            <translation>○ Pausad</translation>
        </message>
        <message>
            <source>▷ Playing</source>
            <translation>▷ Spelar upp</translation>
        </message>
        <message>
            <source>! Busy, updates come late</source>
            <translation>! Upptagen, svaren dröjer</translation>
        </message>
    </context>
    <context>
        <name>Strip</name>
        <message>
            <source>Show the whole panel</source>
            <translation>Visa hela panelen</translation>
        </message>
        <message>
            <source>Insert</source>
            <translation>Infoga</translation>
        </message>
        <message>
            <source>Insert the reply where you write</source>
            <translation>Infoga svaret där du skriver</translation>
        </message>
        <message>
            <source>● Listening</source>
            <translation>● Lyssnar</translation>
        </message>
        <message>
            <source>○ Paused</source>
            <translation>○ Pausad</translation>
        </message>
        <message>
            <source>{0} s</source>
            <translation>{0} s</translation>
        </message>
        <message>
            <source>No reply to suggest yet</source>
            <translation>Inget svar att föreslå än</translation>
        </message>
    </context>
    <context>
        <name>Teller</name>
        <message>
            <source>“{0}” stays away now</source>
            <translation>”{0}” hålls undan nu</translation>
        </message>
        <message>
            <source>Replies in other languages stay away now</source>
            <translation>Svar på andra språk hålls undan nu</translation>
        </message>
        <message>
            <source>you have put it away {0} times in a row.</source>
            <translation>du har lagt undan det {0} gånger i rad.</translation>
        </message>
        <message>
            <source>Show it again</source>
            <translation>Visa igen</translation>
        </message>
    </context>
    <context>
        <name>Transcript</name>
        <message>
            <source>Transcript</source>
            <extracomment>Pixels for the lines where there is room, and where there is little.</extracomment>
            <translation>Utskrift</translation>
        </message>
        <message>
            <source>Copied: {0}</source>
            <translation>Kopierat: {0}</translation>
        </message>
        <message>
            <source>Copy marked lines</source>
            <translation>Kopiera markerade rader</translation>
        </message>
        <message>
            <source>Copy whole transcript</source>
            <translation>Kopiera hela utskriften</translation>
        </message>
        <message>
            <source>Correct this line</source>
            <translation>Rätta raden</translation>
        </message>
        <message>
            <source>Find in the transcript</source>
            <translation>Sök i utskriften</translation>
        </message>
        <message>
            <source>Change the note</source>
            <translation>Ändra anteckningen</translation>
        </message>
        <message>
            <source>Write a note</source>
            <translation>Skriv en anteckning</translation>
        </message>
        <message>
            <source>Take the mark away</source>
            <translation>Ta bort markeringen</translation>
        </message>
        <message>
            <source>Mark the line</source>
            <translation>Markera raden</translation>
        </message>
    </context>
    <context>
        <name>TranscriptDelegate</name>
        <message>
            <source>Correct the line</source>
            <extracomment>What is sought in the transcript: it stands out in every line.</extracomment>
            <translation>Rätta raden</translation>
        </message>
    </context>
    <context>
        <name>TranscriptModel</name>
        <message>
            <source>You</source>
            <extracomment>A note stands so far below its line, and so far in. So many rows are in the view at once; it lays all of them out anew for each line that comes. So many heights are remembered: those of the contacts that the agent turns between.</extracomment>
            <translation>Du</translation>
        </message>
        <message>
            <source>Customer</source>
            <translation>Kund</translation>
        </message>
        <message>
            <source>Marked: {0}</source>
            <translation>Markerad: {0}</translation>
        </message>
    </context>
    <context>
        <name>Tray</name>
        <message>
            <source>Agent Assist is listening</source>
            <translation>Agent Assist lyssnar</translation>
        </message>
        <message>
            <source>Agent Assist: paused</source>
            <translation>Agent Assist: pausat</translation>
        </message>
        <message>
            <source>Show the window</source>
            <translation>Visa fönstret</translation>
        </message>
        <message>
            <source>Stop listening</source>
            <translation>Sluta lyssna</translation>
        </message>
        <message>
            <source>Place on the screen</source>
            <translation>Plats på skärmen</translation>
        </message>
        <message>
            <source>Quit Agent Assist</source>
            <translation>Avsluta Agent Assist</translation>
        </message>
    </context>
    <context>
        <name>Welcome</name>
        <message>
            <source>No contact yet</source>
            <extracomment>From this width on the transcript stands beside the cards. Around the column of what is owed and suggested, beside it and above, and between its parts; pixels.</extracomment>
            <translation>Ingen kontakt än</translation>
        </message>
        <message>
            <source>A call or chat appears here by itself. Replies, questions and the words still owed come as you talk.</source>
            <translation>Ett samtal eller en chatt dyker upp här av sig själv. Svar, frågor och det som återstår att säga kommer medan ni pratar.</translation>
        </message>
        <message>
            <source>Play a demo contact</source>
            <translation>Spela upp en demokontakt</translation>
        </message>
        <message>
            <source>New chat</source>
            <translation>Ny chatt</translation>
        </message>
        <message>
            <source>Listen to a call</source>
            <translation>Lyssna på ett samtal</translation>
        </message>
    </context>
    <context>
        <name>Words</name>
        <message>
            <source>Very sure</source>
            <translation>Mycket säkert</translation>
        </message>
        <message>
            <source>Sure</source>
            <translation>Säkert</translation>
        </message>
        <message>
            <source>Less sure</source>
            <translation>Mindre säkert</translation>
        </message>
        <message>
            <source>{0} ms</source>
            <translation>{0} ms</translation>
        </message>
        <message>
            <source>{0} s</source>
            <translation>{0} s</translation>
        </message>
        <message>
            <source>English</source>
            <translation>engelska</translation>
        </message>
        <message>
            <source>Swedish</source>
            <translation>svenska</translation>
        </message>
        <message>
            <source>Chinese</source>
            <translation>kinesiska</translation>
        </message>
        <message>
            <source>Simplified Chinese</source>
            <translation>förenklad kinesiska</translation>
        </message>
        <message>
            <source>Traditional Chinese</source>
            <translation>traditionell kinesiska</translation>
        </message>
        <message>
            <source>valid until {0}</source>
            <translation>gäller till {0}</translation>
        </message>
        <message>
            <source>Replies in other languages</source>
            <translation>Svar på andra språk</translation>
        </message>
    </context>
    <context>
        <name>_Bar</name>
        <message>
            <source>Close</source>
            <translation>Stäng</translation>
        </message>
    </context>
</TS>
