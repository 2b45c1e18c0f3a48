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
            <extracomment>Experienced agents are shown the questions of call flows only.</extracomment>
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
            <extracomment>So many items stand in one or two lines; of a longer list, those that nothing is owed for are folded. Experienced agents see what is owed or was missed, and how much is done.</extracomment>
            <translation>Checklista</translation>
        </message>
        <message>
            <source>done</source>
            <translation>klart</translation>
        </message>
        <message>
            <source>to be said now</source>
            <translation>ska sägas nu</translation>
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
        <name>ContactTabs</name>
        <message>
            <source>Contacts</source>
            <extracomment>From this width on there is room for words beside the tabs. What each tab was made of, so that only those that would say something else are touched.</extracomment>
            <translation>Kontakter</translation>
        </message>
        <message>
            <source>Stop listening (Ctrl+Shift+L)</source>
            <translation>Sluta lyssna (Ctrl+Skift+L)</translation>
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
        <name>EngineLink</name>
        <message>
            <source>The engine sent a line that cannot be read.</source>
            <extracomment>Seconds to wait before the first, second, … new start. So many deaths within so many seconds, and it is for the agent to say when to try again.</extracomment>
            <translation>Motorn skickade en rad som inte går att läsa.</translation>
        </message>
    </context>
    <context>
        <name>EngineNotices</name>
        <message>
            <source>The engine stopped. It starts again; your contacts are kept.</source>
            <extracomment>How the engine begins to say that there is no journal on disk.</extracomment>
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
            <source>History is kept in memory only.</source>
            <translation>Historiken finns bara i minnet.</translation>
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
            <extracomment>A card narrower than this has no room for its caption.</extracomment>
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
            <extracomment>The style sheet's border, both sides.</extracomment>
            <translation>Sök i artiklar, manus och kontakten</translation>
        </message>
        <message>
            <source>Paste a customer message (Ctrl+Shift+V)</source>
            <translation>Klistra in ett kundmeddelande (Ctrl+Skift+V)</translation>
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
            <extracomment>A note stands so far below its line, and so far in. So many rows are in the view at once; it lays all of them out anew for each line that comes.</extracomment>
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
    </context>
    <context>
        <name>Welcome</name>
        <message>
            <source>No contact yet</source>
            <extracomment>From this width on the transcript stands beside the cards.</extracomment>
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
    </context>
    <context>
        <name>_Bar</name>
        <message>
            <source>Close</source>
            <translation>Stäng</translation>
        </message>
    </context>
</TS>
