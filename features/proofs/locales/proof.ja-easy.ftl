proof-entry-title = ｜記録《きろく》 { $number }｜番《ばん》
proof-entry-back = 会社の｜記録《きろく》にもどる
proof-entry-who = 人
proof-entry-when = いつ
proof-entry-leaf = この｜記録《きろく》をたしかめる｜値《あたい》
proof-entry-about = 同じものの｜記録《きろく》をぜんぶ見る
proof-entry-proof = ｜証明《しょうめい》ファイル
proof-entry-sealed = ｜記録《きろく》{ $size }｜件《けん》の｜値《あたい》に入っています。あとで｜変《か》えるとわかります。
proof-entry-save = ｜証明《しょうめい》ファイルをとっておく
proof-entry-proves = この｜記録《きろく》があり、｜変《か》わっていないことを見せられます。
proof-entry-holds = 入るのは｜番号《ばんごう》と｜値《あたい》だけです。名前や文は入りません。
proof-entry-without-us = このシステムがなくても、たしかめられます。
proof-entry-verify = だれでも見られるページでたしかめる
proof-entry-keys = たしかめるときに｜使《つか》うかぎを見る
proof-entry-open-title = まだ｜証明《しょうめい》できません
proof-entry-open = まだ｜値《あたい》に入っていません。｜管理者《かんりしゃ》に知らせてください。｜記録《きろく》はのこっています。
proof-others = ほかのところのたしかめ
proof-alarm-title = ｜記録《きろく》が合わないところがあります
proof-alarm = ｜管理者《かんりしゃ》がしらべています。くわしくは｜管理者《かんりしゃ》に聞いてください。
proof-keepers = ｜値《あたい》をあずかっている｜相手《あいて》
proof-keepers-none = まだ、ほかのところにはありません。
proof-keeper = { $size }｜件《けん》まで。{ $when }にわたしました。
proof-stamp = 時間の｜証明《しょうめい》（タイムスタンプ）
proof-stamped = { $when }に、{ $authority }が時間を｜証明《しょうめい》しました。
proof-stamped-size = { $size }｜件《けん》までです。
proof-stamped-unchecked = サインは、まだたしかめていません。
proof-unstamped = まだ
proof-unstamped-since = { $when }から、まっています。
proof-stamps-off = 時間の｜証明《しょうめい》は、つかっていません。
proof-sealed-title = ｜記録《きろく》はどこまで｜守《まも》られているか
proof-sealed-lead = ｜記録《きろく》を｜変《か》えると、たしかめる｜値《あたい》が合わなくなります。
proof-sealed-until = ふうをした｜記録《きろく》
proof-sealed-last = { $number }｜番《ばん》（{ $when }）まで、ふうをしました。
proof-sealed-none = 会社の｜記録《きろく》は、まだありません。
proof-sealed-size = システムぜんたいでは{ $size }｜件《けん》です。
proof-keep = ｜値《あたい》を手元におく
proof-keep-why = この｜値《あたい》を、ほかのところにもおいてください。あとで｜記録《きろく》とくらべられます。
proof-keep-act = ｜値《あたい》をとっておく
proof-keep-mail = ｜経営者《けいえいしゃ》と｜責任者《せきにんしゃ》に、月に一どメールします。のこしてください。
proof-verify-link = 手元の｜値《あたい》と｜記録《きろく》をくらべる
proof-trail-link = ｜管理者《かんりしゃ》のページをひらく
proof-verify-title = ｜値《あたい》をたしかめる
proof-verify-lead = 紙の｜値《あたい》が、ここの｜記録《きろく》のものかをしらべます。中みは出ません。
proof-verify-size = ｜記録《きろく》の｜数《かず》
proof-verify-root = たしかめる｜値《あたい》
proof-verify-entry = ｜記録《きろく》の｜番号《ばんごう》
proof-verify-leaf = その｜記録《きろく》の｜値《あたい》
proof-verify-leaf-hint = はじめの16文字か、もっと多く入れてください。
proof-verify-act = たしかめる
proof-verify-limits = 答えは、このシステムのものです。ほかの｜道具《どうぐ》でもたしかめられます。
proof-found-unreadable = 読めませんでした。紙と同じように入れてください。
proof-found-larger = 今の｜記録《きろく》より多い｜数《かず》です。ほかのシステムのものか、｜記録《きろく》がへっています。
proof-found-other = この｜値《あたい》は、ここの｜記録《きろく》と合いません。
proof-found-checkpoint = この｜値《あたい》は、ここの｜記録《きろく》のものです。
proof-found-entry = この｜記録《きろく》は、この｜値《あたい》に入っています。
proof-found-no-entry = ｜値《あたい》は合いますが、この｜番号《ばんごう》の｜記録《きろく》はありません。
proof-mail-subject = ｜記録《きろく》をたしかめる｜値《あたい》（{ $company }）
proof-mail-body =
    { $company }の｜記録《きろく》の｜値《あたい》です（{ $at }）。

    { $note }

    このメールをのこしてください。｜記録《きろく》が｜変《か》わると、この｜値《あたい》と合いません。
    { $link }
