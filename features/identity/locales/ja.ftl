identity-sign-in-title = ログイン
identity-sign-in-act = ログインする
identity-sign-in-refused = メールアドレスかパスワードがちがいます。もう一度入れてください。
identity-sign-in-locked = まちがいが続いたので、しばらく入れません。{ $minutes }分ほど待ってから試してください。
identity-email = メールアドレス
identity-password = パスワード
identity-role-president = 経営者
identity-role-officer = 責任者
identity-role-staff = 担当者
identity-role-employee = 従業員
identity-role-outsider = 社外の閲覧者
identity-role-admin = お助け隊 管理者
identity-role-analyst = お助け隊 分析担当
identity-role-desk = お助け隊 相談員
identity-role-field = お助け隊 駆付け要員
identity-password-short = パスワードは10文字以上にしてください。
identity-password-long = パスワードは200文字までにしてください。
identity-password-weak = このパスワードは推測されやすいです。関係のない言葉を3つか4つ、つなげてください。
identity-sign-in-forgot = パスワードを忘れたとき
identity-to-sign-in = ログイン画面へ
identity-account-title = 自分の設定
identity-name = 名前
identity-name-act = 名前を保存する
identity-language = ことば
identity-language-act = このことばで表示する
identity-safety = 安全
identity-password-title = パスワードを変える
identity-password-hint = 変えると、ほかのブラウザーではログアウトします。
identity-password-others-end = 新しいパスワードを決めると、ほかのブラウザーではログアウトします。
identity-password-act = パスワードを変える
identity-current = いまのパスワード
identity-current-wrong = パスワードがちがいます。もう一度入れてください
identity-new-password = 新しいパスワード
identity-new-password-hint = 10文字以上。関係のない言葉を3つか4つつなげると、覚えやすく、推測されにくくなります。
identity-new-password-title = 新しいパスワードを決める
identity-new-password-act = このパスワードにする
identity-new-password-over = リンクの期限が切れたか、もう使われています。もう一度メールを受け取ってください。
identity-link-over-title = このリンクは使えません
identity-sessions-title = ログイン中のブラウザー
identity-calendar = カレンダー
identity-calendar-title = 期限をカレンダーで見る
identity-calendar-hint = 見られる会社の事案の期限が、お使いのカレンダーに出ます。
identity-sessions-hint = 知らないものがあれば、ここで終わらせます。
identity-sessions-lead = 知らないものがあれば終わらせて、パスワードを変えてください。
identity-sessions-end-others = ほかのブラウザーをすべてログアウトさせる
identity-session-times = { $began }にログイン、最後の操作は{ $seen }
identity-session-this = このブラウザー
identity-session-end = ログアウトさせる
identity-session-which = ：{ $browser }、{ $began }から
identity-session-unknown = 名前のわからないブラウザー
identity-forgot-title = パスワードを忘れたとき
identity-forgot-lead = 新しいパスワードを決めるためのリンクを、メールで送ります。
identity-forgot-act = リンクをメールで受け取る
identity-forgot-again = もう一度メールを受け取る
identity-forgot-sent-title = メールを確かめてください
identity-forgot-sent = { $email } で登録があれば、リンクを送りました。1時間以内に開いてください。
identity-forgot-nothing = 届かないときは、迷惑メールの中を見てください。それでもなければ、責任者に頼んでください。
identity-invitation-title = 招待を受ける
identity-invitation-heading = { $organisation }に招待されました
identity-invitation-role = 役割
identity-invitation-known = このメールアドレスは登録があります。いまのパスワードを入れてください。
identity-invitation-act = 招待を受けて始める
identity-invitation-over = 招待の期限が切れたか、もう使われています。招待した人に、もう一度送るよう頼んでください。
identity-mail-invitation-subject = { $organisation }への招待（Hikeshi）
identity-mail-new-password-subject = 新しいパスワードを決めるリンク（Hikeshi）
identity-mail-invitation-body =
    { $name } さま

    { $organisation }が、Hikeshi（セキュリティ事案の記録と手順）に招待しています。
    次のリンクを7日以内に開き、名前とパスワードを決めてください。

    { $link }

    心あたりのないときは、開かずに消してください。
identity-mail-invitation-known-body =
    { $name } さま

    { $organisation }が、Hikeshi（セキュリティ事案の記録と手順）に招待しています。
    このメールアドレスは登録があります。次のリンクを7日以内に開き、いまのパスワードを入れてください。

    { $link }

    心あたりのないときは、開かずに消してください。
identity-mail-new-password-body =
    { $name } さま

    新しいパスワードを決めるためのリンクです。1時間以内に開いてください。

    { $link }

    自分で頼んでいないときは、何もしないでください。パスワードは変わりません。
